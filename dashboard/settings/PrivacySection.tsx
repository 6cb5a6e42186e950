import { useState } from 'preact/hooks';
import type { SiteSettings } from '../../shared/settings.ts';
import { Select } from '../parts/Select.tsx';
import { saveFile } from '../saveFile.ts';
import { useSite } from '../site.ts';
import { toast } from '../toasts.ts';
import { fill } from '../words/fill.ts';
import { api } from './api.ts';
import { Confirm } from './Confirm.tsx';
import { Field } from './Field.tsx';
import { SectionForm } from './SectionForm.tsx';
import { numberIn, textOf } from './texts.ts';
import { useFailureText, useSection } from './useSection.ts';
import { useWords } from './useWords.ts';

const CONSENTS = ['notNeeded', 'required'] as const;
const SIGNALS = ['none', 'consentMode', 'tcf'] as const;

/** Whether less is kept than before. */
const isShorter = (text: string, before: number | null): boolean => {
  const days = numberIn(text);
  return typeof days === 'number' && (before === null || days < before);
};

export const PrivacySection = () => {
  const words = useWords();
  const text = words.privacy;
  const { details } = useSite();
  const { consent = 'notNeeded', consentSignal = 'none', policyUrl, consentVersion, privacy } = details.settings;
  const { keepVisitsDays = null, keepPersonsDays = null } = privacy ?? {};
  const title = words.sections.privacy;
  const [asking, setAsking] = useState(false);
  const shorter = (draft: { visits: string; persons: string }): boolean =>
    isShorter(draft.visits, keepVisitsDays) || isShorter(draft.persons, keepPersonsDays);
  const section = useSection({
    title,
    stored: {
      consent: consent as SiteSettings['consent'],
      signal: consentSignal as SiteSettings['consentSignal'],
      policy: policyUrl ?? '',
      version: consentVersion ?? '',
      visits: textOf(keepVisitsDays),
      persons: textOf(keepPersonsDays),
    },
    read: (draft) => ({
      consent: draft.consent,
      consentSignal: draft.signal,
      policyUrl: draft.policy.trim() || null,
      consentVersion: draft.version.trim() || null,
      privacy: { keepVisitsDays: numberIn(draft.visits), keepPersonsDays: numberIn(draft.persons) },
    }),
    // What is erased does not come back with the former terms.
    canUndo: (draft) => !shorter(draft),
  });
  const { draft, set, problem } = section;

  return (
    <>
      <SectionForm title={title} section={section} {...(shorter(draft) && { onSave: () => setAsking(true) })}>
        <Select
          class="settings-select"
          label={text.consent}
          value={draft.consent}
          options={CONSENTS.map((value) => ({ value, text: text.consents[value] }))}
          onChange={(value) => set({ consent: value })}
        />
        <p class="quiet" aria-live="polite">
          {text.consentHelp[draft.consent]}
        </p>
        <Select
          class="settings-select"
          label={text.signal}
          value={draft.signal}
          options={SIGNALS.map((value) => ({ value, text: text.signals[value] }))}
          onChange={(signal) => set({ signal })}
        />
        {draft.signal !== 'none' && <p class="quiet">{text.signalHelp}</p>}
        <Field
          label={text.policy}
          value={draft.policy}
          placeholder="https://"
          help={text.policyHelp}
          problem={problem('policyUrl')}
          onChange={(policy) => set({ policy })}
        />
        <Field
          label={text.version}
          value={draft.version}
          help={text.versionHelp}
          problem={problem('consentVersion')}
          onChange={(version) => set({ version })}
        />
        <fieldset class="settings-list">
          <legend>{text.terms}</legend>
          <p class="quiet">{text.forEver}</p>
          <div class="settings-row">
            <Field
              label={text.visits}
              value={draft.visits}
              inputMode="numeric"
              help={text.visitsHelp}
              problem={problem('privacy.keepVisitsDays')}
              onChange={(visits) => set({ visits })}
            />
            <Field
              label={text.persons}
              value={draft.persons}
              inputMode="numeric"
              help={text.personsHelp}
              problem={problem('privacy.keepPersonsDays')}
              onChange={(persons) => set({ persons })}
            />
          </div>
          <p class="settings-warning" role="status">
            {shorter(draft) ? text.warning : ''}
          </p>
        </fieldset>
      </SectionForm>
      <ExportSection />
      {asking && (
        <Confirm
          title={text.confirmTitle}
          help={text.warning}
          confirm={text.confirm}
          onConfirm={section.save}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
};

const ExportSection = () => {
  const words = useWords();
  const text = words.privacy;
  const { site, today } = useSite();
  const failureText = useFailureText();
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    const result = await api.exportAll(site);
    setBusy(false);
    if (result.ok) return saveFile(result.value, `whichhalf-${today}.ndjson`);
    toast({ text: fill(words.notSaved, { detail: failureText(result.failure) }), failed: true });
  };
  return (
    <section class="settings-section">
      <h2>{text.export}</h2>
      <p class="quiet">{text.exportHelp}</p>
      <div class="settings-actions">
        <button type="button" class="button" disabled={busy} onClick={() => void save()}>
          {busy ? text.exporting : text.export}
        </button>
      </div>
    </section>
  );
};
