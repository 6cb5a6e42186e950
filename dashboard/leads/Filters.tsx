import { useRef } from 'preact/hooks';
import type { Lead } from '../../shared/leadStory.ts';
import { STAGES } from '../../shared/leads.ts';
import { Select } from '../parts/Select.tsx';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import { owners } from './owners.ts';
import { usePage } from './page.ts';
import type { View } from './view.ts';

interface Props {
  view: View;
  /** Those on the page: their channels and sources can be chosen. */
  leads: readonly Lead[];
  onChange: (view: View) => void;
}

const ANY = '*';

/** Which leads are listed. */
export const Filters = ({ view, leads, onChange }: Props) => {
  const { words } = usePage();
  const { session } = useSite();
  // What was once on the page can be gone back to, though the filter has taken it off.
  const known = useRef(new Set<string>());
  for (const { source } of leads) {
    if (source.channel) known.current.add(`channel:${source.channel}`);
    if (source.source) known.current.add(`source:${source.source}`);
  }
  const from = view.channel ? `channel:${view.channel}` : view.source ? `source:${view.source}` : ANY;
  if (from !== ANY) known.current.add(from);

  const stages = [
    { value: '' as const, text: words.anyStage },
    ...STAGES.map((value) => ({ value, text: words.stages[value] })),
  ];
  const people = [
    { value: ANY, text: words.anyOwner },
    { value: '', text: words.nobodys },
    ...owners(session, view.owner ?? '').map((name) => ({
      value: name,
      text: name === session.by ? fill(words.mine, { name }) : name,
    })),
  ];
  const froms = [
    { value: ANY, text: words.anyFrom },
    ...[...known.current].sort().map((value) => {
      const [kind = '', ...name] = value.split(':');
      return { value, text: fill(kind === 'channel' ? words.channelIs : words.sourceIs, { name: name.join(':') }) };
    }),
  ];
  const chooseFrom = (chosen: string): void => {
    const name = chosen.slice(chosen.indexOf(':') + 1);
    const kind = chosen.startsWith('channel:') ? 'channel' : 'source';
    onChange({ ...view, channel: '', source: '', ...(chosen !== ANY && { [kind]: name }) });
  };
  return (
    <div class="leadFilters">
      <Select
        label={words.filterStage}
        hideLabel
        value={view.stage}
        options={stages}
        onChange={(stage) => onChange({ ...view, stage })}
      />
      <Select
        label={words.filterOwner}
        hideLabel
        value={view.owner ?? ANY}
        options={people}
        onChange={(owner) => onChange({ ...view, owner: owner === ANY ? null : owner })}
      />
      <Select label={words.filterFrom} hideLabel value={from} options={froms} onChange={chooseFrom} />
      <label class="check">
        <input
          type="checkbox"
          checked={view.overdue}
          onChange={(event) => onChange({ ...view, overdue: event.currentTarget.checked })}
        />
        {words.onlyOverdue}
      </label>
    </div>
  );
};
