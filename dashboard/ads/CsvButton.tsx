import { useState } from 'preact/hooks';
import { Icon } from '../parts/Icon.tsx';
import { useReading } from '../reading.ts';
import { saveFile } from '../saveFile.ts';
import { useSite } from '../site.ts';
import { type Ask, askCsv } from './api.ts';

/** The table as a file, with all of its rows. It is fetched first, so that a failure is told here. */
export const CsvButton = ({ ask }: { ask: Ask }) => {
  const { words } = useReading();
  const { client, site } = useSite();
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');

  const download = async (): Promise<void> => {
    setState('busy');
    const answer = await askCsv({ client, site }, ask);
    setState(answer.ok ? 'idle' : 'failed');
    if (answer.ok) saveFile(answer.value, `whichhalf-${ask.by}-${ask.days.from}-${ask.days.to}.csv`);
  };

  return (
    <span class="csv">
      <button
        type="button"
        class="button"
        title={words.csvHelp}
        aria-label={words.csvHelp}
        disabled={state === 'busy'}
        onClick={download}
      >
        <Icon name="download" />
        {words.csv}
      </button>
      <span class="wrong" role="status">
        {state === 'failed' && words.csvFailed}
      </span>
    </span>
  );
};
