import { useState } from 'preact/hooks';
import type { Api, ReportAsk } from '../api.ts';
import { Icon } from '../parts/Icon.tsx';
import { useReading } from '../reading.ts';
import { saveFile } from '../saveFile.ts';

/** A link could not carry the token, so the file is fetched and then handed to the browser. */
export const CsvButton = ({ api, ask }: { api: Api; ask: ReportAsk }) => {
  const { words } = useReading();
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');

  const download = async (): Promise<void> => {
    setState('busy');
    const answer = await api.csv(ask);
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
