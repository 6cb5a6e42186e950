import { may } from '../../shared/people.ts';
import { Select } from '../parts/Select.tsx';
import { useSite } from '../site.ts';
import { LANGUAGE_NAMES } from '../words/words.ts';
import { Field } from './Field.tsx';
import { SectionForm } from './SectionForm.tsx';
import { hostsIn } from './texts.ts';
import { useSection } from './useSection.ts';
import { useWords } from './useWords.ts';

const ZONES = Intl.supportedValuesOf('timeZone');

export const SiteSection = () => {
  const words = useWords();
  const { details, session } = useSite();
  const { name, hosts = [], timeZone, currency, country, language = 'auto', color = '' } = details.settings;
  const title = words.sections.site;
  const section = useSection({
    title,
    stored: { name, hosts: hosts.join('\n'), timeZone, currency, country, language, color },
    read: (draft) => ({ ...draft, hosts: hostsIn(draft.hosts) }),
  });
  const { draft, set, problem } = section;
  const isOwner = may(session.scopes, 'admin');
  // A language that the forms are given words for beside ours stays to be chosen.
  const known: Record<string, string> = { auto: words.site.auto, ...LANGUAGE_NAMES, [language]: language };
  const languages = Object.keys(known).map((value) => ({
    value,
    text: value === 'auto' ? words.site.auto : ((LANGUAGE_NAMES as Record<string, string>)[value] ?? value),
  }));

  return (
    <SectionForm title={title} section={section}>
      <Field
        label={words.site.name}
        value={draft.name}
        problem={problem('name')}
        onChange={(text) => set({ name: text })}
      />
      <Field
        label={words.site.hosts}
        lines={3}
        value={draft.hosts}
        disabled={!isOwner}
        help={isOwner ? words.site.hostsHelp : words.ownersOnly}
        problem={problem('hosts')}
        onChange={(text) => set({ hosts: text })}
      />
      <Field
        label={words.site.timeZone}
        value={draft.timeZone}
        list={ZONES}
        help={words.site.timeZoneHelp}
        problem={problem('timeZone')}
        onChange={(text) => set({ timeZone: text.trim() })}
      />
      <div class="settings-row">
        <Field
          label={words.site.currency}
          value={draft.currency}
          help={words.site.currencyHelp}
          problem={problem('currency')}
          onChange={(text) => set({ currency: text.trim().toUpperCase() })}
        />
        <Field
          label={words.site.country}
          value={draft.country}
          help={words.site.countryHelp}
          problem={problem('country')}
          onChange={(text) => set({ country: text.trim().toUpperCase() })}
        />
      </div>
      <div class="settings-row">
        <Select
          class="settings-select"
          label={words.site.language}
          value={draft.language}
          options={languages}
          onChange={(value) => set({ language: value })}
        />
        <Field
          label={words.site.color}
          type="color"
          value={draft.color}
          problem={problem('color')}
          onChange={(text) => set({ color: text })}
        />
      </div>
    </SectionForm>
  );
};
