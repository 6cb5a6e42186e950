import type { ChannelRule } from '../../shared/settings.ts';
import { Icon } from '../parts/Icon.tsx';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import { pluralOf } from '../words/plurals.ts';
import { Field } from './Field.tsx';
import { moved, removed, replaced } from './rows.ts';
import { SectionForm } from './SectionForm.tsx';
import { Trial } from './Trial.tsx';
import { hostsIn } from './texts.ts';
import { useRowFocus } from './useRowFocus.ts';
import { useSection } from './useSection.ts';
import { useTrial } from './useTrial.ts';
import { useWords } from './useWords.ts';

/** Parts of a rule as they are written, '' for anything. */
type Written = Record<keyof ChannelRule, string>;
type Alias = [alias: string, source: string];

const written = ({ channel, source = '', medium = '', campaign = '' }: ChannelRule): Written => ({
  channel,
  source,
  medium,
  campaign,
});

const ruleOf = (rule: Written): ChannelRule => {
  const stated = Object.entries(rule).flatMap(([part, text]) => (text.trim() ? [[part, text.trim()]] : []));
  return { channel: '', ...Object.fromEntries(stated) } as ChannelRule;
};

const EMPTY: Written = { channel: '', source: '', medium: '', campaign: '' };

export const ChannelsSection = () => {
  const words = useWords();
  const { details } = useSite();
  const { channelRules = [], sourceAliases = {}, ignoredReferrers = [] } = details.settings;
  const title = words.sections.channels;
  const section = useSection({
    title,
    stored: {
      rules: channelRules.map(written),
      aliases: Object.entries(sourceAliases) as Alias[],
      ignored: ignoredReferrers.join('\n'),
    },
    read: (draft) => ({
      channelRules: draft.rules.map(ruleOf),
      sourceAliases: Object.fromEntries(
        draft.aliases.map(([alias, source]) => [alias.trim().toLowerCase(), source.trim()]),
      ),
      ignoredReferrers: hostsIn(draft.ignored),
    }),
  });
  const { draft, set, problem } = section;
  const rules = draft.rules.map(ruleOf);
  const trial = useTrial(rules);

  return (
    <SectionForm title={title} section={section}>
      <Rules
        rules={draft.rules}
        taken={trial.value?.rules}
        problem={problem('channelRules')}
        onChange={(changed) => set({ rules: changed })}
      />
      {JSON.stringify(rules) !== JSON.stringify(channelRules) && <Trial trial={trial} />}
      <Aliases aliases={draft.aliases} problem={problem('sourceAliases')} onChange={(aliases) => set({ aliases })} />
      <Field
        label={words.channels.ignored}
        lines={5}
        value={draft.ignored}
        help={words.channels.ignoredHelp}
        problem={problem('ignoredReferrers')}
        onChange={(ignored) => set({ ignored })}
      />
    </SectionForm>
  );
};

interface RulesProps {
  rules: Written[];
  /** What each rule would take of history, once that is known. */
  taken: readonly { visits: number; leads: number }[] | undefined;
  problem: string;
  onChange: (rules: Written[]) => void;
}

const PARTS = ['channel', 'source', 'medium', 'campaign'] as const;

const Rules = ({ rules, taken, problem, onChange }: RulesProps) => {
  const { channels: words } = useWords();
  const { language } = useReading();
  const { formats } = useSite();
  const { list, focusLast, focusAdd, focusButton } = useRowFocus();
  const move = (index: number, by: 1 | -1): void => {
    onChange(moved(rules, index, index + by));
    focusButton(fill(by < 0 ? words.up : words.down, { n: String(index + by + 1) }));
  };
  const counted = (thing: 'visits' | 'leads', n: number): string =>
    `${formats.count(n)} ${pluralOf(language, thing, n)}`;
  return (
    <fieldset class="settings-list" ref={list}>
      <legend>{words.rules}</legend>
      <p class="quiet">{words.rulesHelp}</p>
      {rules.length === 0 && <p class="quiet">{words.none}</p>}
      <ol class="settings-rules">
        {rules.map((rule, index) => {
          const n = { n: String(index + 1) };
          const takes = taken?.length === rules.length ? taken[index] : undefined;
          return (
            <li key={index} class="settings-item settings-rule" aria-label={fill(words.rule, n)}>
              {PARTS.map((part) => (
                <Field
                  key={part}
                  label={words[part]}
                  value={rule[part]}
                  placeholder={part === 'channel' ? '' : words.any}
                  onChange={(text) => onChange(replaced(rules, index, { ...rule, [part]: text }))}
                />
              ))}
              <span class="settings-moves">
                {/* A button that loses its use keeps the focus: it does nothing, and says so. */}
                <button
                  type="button"
                  class="button bare"
                  aria-label={fill(words.up, n)}
                  aria-disabled={index === 0}
                  onClick={() => index > 0 && move(index, -1)}
                >
                  <Icon name="up" />
                </button>
                <button
                  type="button"
                  class="button bare"
                  aria-label={fill(words.down, n)}
                  aria-disabled={index === rules.length - 1}
                  onClick={() => index < rules.length - 1 && move(index, 1)}
                >
                  <Icon name="down" />
                </button>
                <button
                  type="button"
                  class="button bare"
                  aria-label={fill(words.remove, n)}
                  onClick={() => {
                    onChange(removed(rules, index));
                    focusAdd();
                  }}
                >
                  <Icon name="close" />
                </button>
              </span>
              {takes && (
                <p class="quiet settings-takes">
                  {takes.visits + takes.leads > 0
                    ? fill(words.takes, {
                        visits: counted('visits', takes.visits),
                        leads: counted('leads', takes.leads),
                      })
                    : words.takesNone}
                </p>
              )}
            </li>
          );
        })}
      </ol>
      {problem && (
        <p class="wrong" role="alert">
          {problem}
        </p>
      )}
      <button
        type="button"
        class="button settings-add"
        onClick={() => {
          onChange([...rules, EMPTY]);
          focusLast();
        }}
      >
        <Icon name="add" />
        {words.add}
      </button>
    </fieldset>
  );
};

interface AliasesProps {
  aliases: Alias[];
  problem: string;
  onChange: (aliases: Alias[]) => void;
}

const Aliases = ({ aliases, problem, onChange }: AliasesProps) => {
  const { channels: words } = useWords();
  const { list, focusLast, focusAdd } = useRowFocus();
  return (
    <fieldset class="settings-list" ref={list}>
      <legend>{words.aliases}</legend>
      <p class="quiet">{words.aliasesHelp}</p>
      {aliases.map(([alias, source], index) => (
        <div key={index} class="settings-item">
          <Field
            label={words.alias}
            value={alias}
            placeholder="fb"
            onChange={(text) => onChange(replaced(aliases, index, [text, source] as Alias))}
          />
          <Field
            label={words.means}
            value={source}
            placeholder="facebook"
            onChange={(text) => onChange(replaced(aliases, index, [alias, text] as Alias))}
          />
          <button
            type="button"
            class="button bare settings-remove"
            aria-label={fill(words.removeAlias, { alias })}
            onClick={() => {
              onChange(removed(aliases, index));
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
          onChange([...aliases, ['', '']]);
          focusLast();
        }}
      >
        <Icon name="add" />
        {words.addAlias}
      </button>
    </fieldset>
  );
};
