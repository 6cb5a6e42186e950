import { useRef } from 'preact/hooks';
import { Dialog } from '../parts/Dialog.tsx';
import { useWords } from './useWords.ts';

interface Props {
  title: string;
  help: string;
  confirm: string;
  onConfirm: () => Promise<unknown>;
  /** Whether it was confirmed: what stood behind the button may be gone with it. */
  onClose: (confirmed: boolean) => void;
}

/** Asks before what nobody can take back: a token, a person's access, data past its term. */
export const Confirm = ({ title, help, confirm, onConfirm, onClose }: Props) => {
  const words = useWords();
  const confirmed = useRef(false);
  return (
    <Dialog title={title} onClose={() => onClose(confirmed.current)}>
      <div class="settings-stack">
        <p>{help}</p>
        <div class="settings-actions">
          <button
            type="button"
            class="button primary"
            onClick={async (event) => {
              const dialog = event.currentTarget.closest('dialog');
              confirmed.current = true;
              await onConfirm();
              dialog?.close();
            }}
          >
            {confirm}
          </button>
          <button
            type="button"
            class="button"
            autofocus
            onClick={(event) => event.currentTarget.closest('dialog')?.close()}
          >
            {words.cancel}
          </button>
        </div>
      </div>
    </Dialog>
  );
};
