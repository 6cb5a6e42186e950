import { useId, useState } from 'preact/hooks';
import { hasPhoneDigits } from '../../shared/reach.ts';
import type { Failure } from '../api.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import type { EnteredLead } from './api.ts';
import { owners } from './owners.ts';
import { usePage } from './page.ts';

interface Props {
  onEnter: (entered: EnteredLead) => Promise<{ lead: string } | { failure: Failure }>;
  onEntered: (lead: string) => void;
  onClose: () => void;
}

const FIELDS = ['name', 'phone', 'email', 'message'] as const;

/** A lead that no visit brought: from a fair, a recommendation, a cold call. */
export const EnterDialog = ({ onEnter, onEntered, onClose }: Props) => {
  const { words } = usePage();
  const { words: shared } = useReading();
  const { session, now } = useSite();
  const id = useId();
  const [wrong, setWrong] = useState('');
  const [busy, setBusy] = useState(false);

  const complaint = ({ kind, errors = [] }: Failure): string =>
    errors
      .map(({ field, detail }) => (field === 'fields.phone' ? words.enterPhoneWrong : `${field}: ${detail}`))
      .join(' ') || shared.failed[kind];
  const submit = async (event: SubmitEvent & { currentTarget: HTMLFormElement }): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    const stated = (name: string): string => String(new FormData(form).get(name) ?? '').trim();
    const fields = Object.fromEntries(FIELDS.map((name) => [name, stated(name)]).filter(([, value]) => value));
    if (!fields.name && !fields.phone && !fields.email) return setWrong(words.enterNeeds);
    if (fields.phone && !hasPhoneDigits(fields.phone)) return setWrong(words.enterPhoneWrong);
    const [campaign, owner, consent] = ['campaign', 'owner', 'consent'].map(stated);
    setBusy(true);
    const answer = await onEnter({
      fields,
      source: { source: stated('source'), ...(campaign && { campaign }) },
      ...(owner && { owner }),
      ...(consent && { consent: { text: consent, at: now() } }),
    });
    setBusy(false);
    if ('failure' in answer) return setWrong(complaint(answer.failure));
    form.closest('dialog')?.close();
    onEntered(answer.lead);
  };
  const field = (name: string, label: string, rest: object = {}) => (
    <label class="field">
      <span>{label}</span>
      <input name={name} type="text" autocomplete="off" maxLength={200} {...rest} />
    </label>
  );
  return (
    <Dialog title={words.enterTitle} onClose={onClose}>
      <form class="leadForm" onSubmit={submit}>
        {field('name', words.enterName, { autofocus: true })}
        <div class="leadForm-row">
          {field('phone', words.enterPhone, { type: 'tel', 'aria-describedby': `${id}-wrong` })}
          {field('email', words.enterEmail, { type: 'email' })}
        </div>
        <label class="field">
          <span>{words.enterMessage}</span>
          <textarea name="message" rows={2} maxLength={2000} />
        </label>
        <div class="leadForm-row">
          {field('source', words.enterSource, { required: true, placeholder: words.enterSourceHelp })}
          {field('campaign', words.enterCampaign)}
        </div>
        <label class="field">
          <span>{words.owner}</span>
          <span class="select">
            <select name="owner">
              {owners(session, '').map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
              <option value="">{words.nobody}</option>
            </select>
          </span>
        </label>
        <label class="field">
          <span>{words.enterConsent}</span>
          <textarea name="consent" rows={2} maxLength={2000} aria-describedby={`${id}-consent`} />
        </label>
        <p id={`${id}-consent`} class="quiet">
          {words.enterConsentHelp}
        </p>
        <p id={`${id}-wrong`} class="wrong" role="alert">
          {wrong}
        </p>
        <div class="leadForm-end">
          <button type="submit" class="button primary" disabled={busy}>
            {words.enterSave}
          </button>
        </div>
      </form>
    </Dialog>
  );
};
