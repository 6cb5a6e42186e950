import { useState } from 'preact/hooks';
import { STARTING_STAGES } from '../../shared/contacts.ts';
import { Select } from '../parts/Select.tsx';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import type { PartProps } from './Builder.tsx';
import { Check } from './Check.tsx';
import { HoursDialog } from './HoursDialog.tsx';
import { Part } from './Part.tsx';
import { useWords } from './useWords.ts';

/** Whether it is on the site, where it stands, what becomes of what it brings. */
export const GeneralPart = ({ draft, onChange }: PartProps) => {
  const words = useWords();
  const { details } = useSite();
  const [hoursOpen, setHoursOpen] = useState(false);
  const floats = (draft.position ?? (draft.kind === 'callback' ? 'floating' : 'inline')) !== 'inline';
  return (
    <Part title={words.general}>
      <Check
        label={words.live}
        checked={draft.live !== false}
        help={draft.live === false ? fill(words.liveHelp, { address: `?whichhalf_preview=${draft.id}` }) : undefined}
        onChange={(live) => onChange({ ...draft, live: live ? undefined : false })}
      />
      {!floats && !draft.selector && (
        <div class="forms-field">
          <span>{words.placeCode}</span>
          <code class="forms-code">{`<div data-whichhalf="${draft.id}"></div>`}</code>
          <p class="quiet">{words.placeHelp}</p>
        </div>
      )}
      {draft.kind !== 'nps' && (
        <Select
          class="forms-select"
          label={words.stage}
          value={draft.stage ?? 'new'}
          options={STARTING_STAGES.map((value) => ({ value, text: words.stages[value] }))}
          onChange={(stage) => onChange({ ...draft, stage: stage === 'new' ? undefined : stage })}
        />
      )}
      {draft.kind === 'callback' && (
        <>
          <Check
            label={words.slots}
            checked={draft.slots ?? false}
            help={draft.slots && !details.settings.hours ? words.slotsNoHours : words.slotsHelp}
            onChange={(slots) => onChange({ ...draft, slots: slots || undefined })}
          />
          {draft.slots && (
            <button type="button" class="button" onClick={() => setHoursOpen(true)}>
              {details.settings.hours ? words.hours : words.hoursSet}
            </button>
          )}
          {details.settings.calls?.connect && (
            <Check
              label={words.connect}
              checked={draft.connect ?? false}
              help={words.connectHelp}
              onChange={(connect) => onChange({ ...draft, connect: connect || undefined })}
            />
          )}
        </>
      )}
      {hoursOpen && <HoursDialog onClose={() => setHoursOpen(false)} />}
    </Part>
  );
};
