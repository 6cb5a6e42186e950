import type { LeadSettings } from '../../shared/leads.ts';
import { Icon } from '../parts/Icon.tsx';
import { PlaceLink } from '../parts/PlaceLink.tsx';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import { Field } from './Field.tsx';
import { removed, replaced } from './rows.ts';
import { SectionForm } from './SectionForm.tsx';
import { listIn, numberIn, textOf } from './texts.ts';
import { useRowFocus } from './useRowFocus.ts';
import { useSection } from './useSection.ts';
import { useWords } from './useWords.ts';

type Action = LeadSettings['actions'][number];

export const LeadsSection = () => {
  const words = useWords();
  const { details } = useSite();
  const { leads, leadWindowDays, lookBackDays } = details.settings;
  const title = words.sections.leads;
  const section = useSection({
    title,
    stored: {
      answer: textOf(leads.answerWithinMinutes),
      escalate: leads.escalateMinutes.join(', '),
      lapse: textOf(leads.lapseDays),
      recent: textOf(leads.recentDays),
      margin: textOf(leads.marginPercent),
      actions: leads.actions as Action[],
      window: textOf(leadWindowDays),
      lookBack: textOf(lookBackDays),
    },
    read: (draft) => ({
      leads: {
        answerWithinMinutes: numberIn(draft.answer),
        escalateMinutes: listIn(draft.escalate).map(numberIn),
        lapseDays: numberIn(draft.lapse),
        recentDays: numberIn(draft.recent),
        marginPercent: numberIn(draft.margin),
        actions: draft.actions,
      },
      // An emptied field is refused rather than passed over.
      leadWindowDays: numberIn(draft.window) ?? '',
      lookBackDays: numberIn(draft.lookBack) ?? '',
    }),
  });
  const { draft, set, problem } = section;
  const text = words.leads;

  return (
    <SectionForm title={title} section={section}>
      <Field
        label={text.answer}
        value={draft.answer}
        inputMode="numeric"
        unit={text.minutes}
        help={text.answerHelp}
        problem={problem('leads.answerWithinMinutes')}
        onChange={(value) => set({ answer: value })}
      />
      <p class="quiet">
        {text.hours} <PlaceLink to={{ page: 'forms' }}>{text.hoursLink}</PlaceLink>
      </p>
      <Field
        label={text.escalate}
        value={draft.escalate}
        unit={text.minutes}
        help={text.escalateHelp}
        problem={problem('leads.escalateMinutes')}
        onChange={(value) => set({ escalate: value })}
      />
      <Field
        label={text.window}
        value={draft.window}
        inputMode="numeric"
        unit={text.days}
        help={text.windowHelp}
        problem={problem('leadWindowDays')}
        onChange={(value) => set({ window: value })}
      />
      <Field
        label={text.lookBack}
        value={draft.lookBack}
        inputMode="numeric"
        unit={text.days}
        help={text.lookBackHelp}
        problem={problem('lookBackDays')}
        onChange={(value) => set({ lookBack: value })}
      />
      <Field
        label={text.lapse}
        value={draft.lapse}
        inputMode="numeric"
        unit={text.days}
        problem={problem('leads.lapseDays')}
        onChange={(value) => set({ lapse: value })}
      />
      <Field
        label={text.recent}
        value={draft.recent}
        inputMode="numeric"
        unit={text.days}
        problem={problem('leads.recentDays')}
        onChange={(value) => set({ recent: value })}
      />
      <Field
        label={text.margin}
        value={draft.margin}
        inputMode="decimal"
        unit={text.percent}
        help={text.marginHelp}
        problem={problem('leads.marginPercent')}
        onChange={(value) => set({ margin: value })}
      />
      <Actions actions={draft.actions} problem={problem('leads.actions')} onChange={(actions) => set({ actions })} />
    </SectionForm>
  );
};

interface ActionsProps {
  actions: Action[];
  problem: string;
  onChange: (actions: Action[]) => void;
}

const Actions = ({ actions, problem, onChange }: ActionsProps) => {
  const { leads: words } = useWords();
  const { list, focusLast, focusAdd } = useRowFocus();
  return (
    <fieldset class="settings-list" ref={list}>
      <legend>{words.actions}</legend>
      <p class="quiet">{words.actionsHelp}</p>
      {actions.map((action, index) => (
        <div key={index} class="settings-item">
          <Field
            label={words.actionName}
            value={action.name}
            onChange={(name) => onChange(replaced(actions, index, { ...action, name }))}
          />
          <Field
            label={words.actionId}
            value={action.id}
            placeholder="meeting"
            onChange={(id) => onChange(replaced(actions, index, { ...action, id }))}
          />
          <button
            type="button"
            class="button bare settings-remove"
            aria-label={fill(words.removeAction, { name: action.name })}
            onClick={() => {
              onChange(removed(actions, index));
              focusAdd();
            }}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
      {problem && <p class="wrong">{problem}</p>}
      <button
        type="button"
        class="button settings-add"
        onClick={() => {
          onChange([...actions, { id: '', name: '' }]);
          focusLast();
        }}
      >
        <Icon name="add" />
        {words.addAction}
      </button>
    </fieldset>
  );
};
