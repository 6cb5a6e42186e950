import { useId, useState } from 'preact/hooks';
import type { PlanAnswer } from '../../shared/plans.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import { api } from './api.ts';
import { useOwn } from './own.ts';

interface Props {
  plan: PlanAnswer;
  /** What the plan is called. */
  title: string;
  /** With the note's id. */
  onSaved: (note: string) => void;
  onClose: () => void;
}

/** Why the fact is off its target. */
export const NoteDialog = ({ plan, title, onSaved, onClose }: Props) => {
  const { site } = useSite();
  const { words: common } = useReading();
  const words = useOwn();
  const id = useId();
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState('');
  const [saving, setSaving] = useState(false);

  const submit = async (event: Event & { currentTarget: HTMLFormElement }): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    if (text.trim() === '') {
      setWrong(words.noteShape);
      form.querySelector('textarea')?.focus();
      return;
    }
    setSaving(true);
    const called = reason.trim();
    const result = await api.note(site, plan.plan, { text, ...(called && { reason: called }) });
    setSaving(false);
    if (result.ok) {
      form.closest('dialog')?.close();
      onSaved(result.value.note);
    } else {
      const { kind, errors, detail } = result.failure;
      setWrong(errors?.[0]?.detail ?? detail ?? common.failed[kind]);
    }
  };

  return (
    <Dialog title={fill(words.noteTitle, { plan: title })} onClose={onClose}>
      <form class="planForm" noValidate onSubmit={(event) => void submit(event)}>
        <label class="field">
          <span>{words.noteText}</span>
          <textarea
            rows={4}
            maxLength={4000}
            value={text}
            aria-invalid={wrong !== ''}
            aria-describedby={`${id}-wrong`}
            onInput={(event) => {
              setText(event.currentTarget.value);
              setWrong('');
            }}
          />
        </label>
        <p id={`${id}-wrong`} class="wrong" role="alert">
          {wrong}
        </p>
        <label class="field">
          <span>{words.noteReason}</span>
          <input
            list={`${id}-reasons`}
            maxLength={100}
            autoComplete="off"
            value={reason}
            aria-describedby={`${id}-help`}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
          <datalist id={`${id}-reasons`}>
            {words.reasons.map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
        </label>
        <p id={`${id}-help`} class="quiet">
          {words.noteReasonHelp}
        </p>
        <div class="planForm-end">
          <button type="submit" class="button primary" disabled={saving}>
            {saving ? words.saving : words.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
};
