import { type CallSettings, PROVIDERS, type ProviderName } from '../../shared/numbers.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Select } from '../parts/Select.tsx';
import { useSite } from '../site.ts';
import { useAsked } from '../useAsked.ts';
import { fill } from '../words/fill.ts';
import { api } from './api.ts';
import { Field } from './Field.tsx';
import { newSecret } from './newSecret.ts';
import { removed, replaced } from './rows.ts';
import { SectionForm } from './SectionForm.tsx';
import { SHOWN } from './secrets.ts';
import { numberIn, textOf } from './texts.ts';
import { useRowFocus } from './useRowFocus.ts';
import { useSection } from './useSection.ts';
import { useWords } from './useWords.ts';

type Provider = CallSettings['providers'][number];

const NAMES: Record<Exclude<ProviderName, 'generic'>, string> = {
  twilio: 'Twilio',
  zadarma: 'Zadarma',
  binotel: 'Binotel',
  ringostat: 'Ringostat',
};
/** They sign nothing: the hook's own address is the secret. */
const UNSIGNED: readonly ProviderName[] = ['binotel', 'ringostat'];

/** Who reports calls, and what calls count as. */
export const TelephonySection = () => {
  const words = useWords();
  const text = words.telephony;
  const { details } = useSite();
  const calls = details.settings.calls;
  const providers = calls?.providers ?? [];
  const title = words.sections.telephony;
  const section = useSection({
    title,
    stored: {
      providers: providers as Provider[],
      lead: textOf(calls?.leadSeconds),
      back: textOf(calls?.callBackMinutes),
    },
    read: (draft) => ({
      calls: {
        ...calls,
        providers: draft.providers,
        leadSeconds: numberIn(draft.lead),
        callBackMinutes: numberIn(draft.back),
      },
    }),
    // The secret of one that was taken away, or was replaced, is gone.
    canUndo: (draft) =>
      providers.every(({ provider, secret }) =>
        draft.providers.some((one) => one.provider === provider && one.secret === secret),
      ),
  });
  const { draft, set, problem } = section;

  return (
    <SectionForm title={title} section={section}>
      <Providers
        providers={draft.providers}
        problem={problem('calls.providers')}
        onChange={(changed) => set({ providers: changed })}
      />
      <Field
        label={text.lead}
        value={draft.lead}
        inputMode="numeric"
        unit={text.seconds}
        help={text.leadHelp}
        problem={problem('calls.leadSeconds')}
        onChange={(lead) => set({ lead })}
      />
      <Field
        label={text.back}
        value={draft.back}
        inputMode="numeric"
        unit={words.leads.minutes}
        help={text.backHelp}
        problem={problem('calls.callBackMinutes')}
        onChange={(back) => set({ back })}
      />
    </SectionForm>
  );
};

interface ProvidersProps {
  providers: Provider[];
  problem: string;
  onChange: (providers: Provider[]) => void;
}

const Providers = ({ providers, problem, onChange }: ProvidersProps) => {
  const words = useWords();
  const text = words.telephony;
  const { site, details } = useSite();
  const { list, focusLast, focusAdd } = useRowFocus();
  const nameOf = (provider: ProviderName): string => (provider === 'generic' ? text.generic : NAMES[provider]);
  const free = PROVIDERS.filter((name) => providers.every(({ provider }) => provider !== name));
  const stored = details.settings.calls?.providers.map(({ provider }) => provider).join() ?? '';
  const hooks = useAsked(`${site} ${stored}`, (signal) => api.hooks(site, signal));

  return (
    <fieldset class="settings-list" ref={list}>
      <legend>{text.providers}</legend>
      <p class="quiet">{providers.length > 0 ? text.help : text.none}</p>
      {providers.map((one, index) => {
        const { provider, secret } = one;
        const set = (part: Partial<Provider>): void => onChange(replaced(providers, index, { ...one, ...part }));
        const url = hooks.value?.find((hook) => hook.provider === provider)?.url;
        return (
          <div key={provider} class="settings-item settings-target">
            <Select
              class="settings-select"
              label={text.provider}
              value={provider}
              options={[provider, ...free].map((value) => ({ value, text: nameOf(value) }))}
              onChange={(value) => set({ provider: value, secret: '' })}
            />
            {!UNSIGNED.includes(provider) && (
              <div class="settings-secret">
                <Field
                  label={text.secret}
                  value={secret === SHOWN ? '' : secret}
                  placeholder={secret === SHOWN ? words.notify.secretSet : ''}
                  help={text.secretHelp}
                  onChange={(value) => set({ secret: value.trim() })}
                />
                {provider === 'generic' && (
                  <button type="button" class="button" onClick={() => set({ secret: newSecret() })}>
                    {words.notify.makeSecret}
                  </button>
                )}
              </div>
            )}
            {url && (
              <div class="settings-field">
                <span>{fill(text.address, { name: nameOf(provider) })}</span>
                <div class="settings-once">
                  <input readOnly aria-label={fill(text.address, { name: nameOf(provider) })} value={url} />
                  <CopyButton text={url} onRefused={() => undefined} />
                </div>
              </div>
            )}
            <button
              type="button"
              class="button bare settings-remove"
              aria-label={fill(words.notify.removeTarget, { name: nameOf(provider) })}
              onClick={() => {
                onChange(removed(providers, index));
                focusAdd();
              }}
            >
              <Icon name="close" />
              {words.notify.remove}
            </button>
          </div>
        );
      })}
      {problem && (
        <p class="wrong" role="alert">
          {problem}
        </p>
      )}
      {free[0] && (
        <button
          type="button"
          class="button settings-add"
          onClick={() => {
            onChange([...providers, { provider: free[0] as ProviderName, secret: '', rotation: 0 }]);
            focusLast();
          }}
        >
          <Icon name="add" />
          {text.add}
        </button>
      )}
    </fieldset>
  );
};
