import { useState } from 'preact/hooks';
import { usePage } from './page.ts';

/** A note is kept in the field until the server has it. */
export const NoteForm = ({ onNote }: { onNote: (note: string) => Promise<boolean> }) => {
  const { words } = usePage();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const send = async (): Promise<void> => {
    const note = text.trim();
    if (!note || busy) return;
    setBusy(true);
    if (await onNote(note)) setText('');
    setBusy(false);
  };
  return (
    <form
      class="noteForm"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <label class="field">
        <span class="unseen">{words.noteLabel}</span>
        <textarea
          id="lead-note"
          rows={2}
          maxLength={4000}
          placeholder={words.notePlaceholder}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
            if (event.key === 'Escape') event.currentTarget.blur();
          }}
        />
      </label>
      <button type="submit" class="button" disabled={busy || text.trim() === ''}>
        {words.noteSave}
      </button>
    </form>
  );
};
