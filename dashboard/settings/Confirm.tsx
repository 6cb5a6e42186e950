import { Dialog } from '../parts/Dialog.tsx';
import { useWords } from './useWords.ts';

interface Props {
  title: string;
  help: string;
  confirm: string;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks before what nobody can take back: a token, a person's access, data past its term. */
export const Confirm = ({ title, help, confirm, onConfirm, onClose }: Props) => {
  const words = useWords();
  return (
    <Dialog title={title} onClose={onClose}>
      <div class="settings-stack">
        <p>{help}</p>
        <div class="settings-actions">
          <button
            type="button"
            class="button primary"
            onClick={async (event) => {
              const dialog = event.currentTarget.closest('dialog');
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
