import { Dialog } from '../parts/Dialog.tsx';
import { usePage } from './page.ts';

interface Props {
  title: string;
  help: string;
  confirm: string;
  /** Whether it was done. */
  onConfirm: () => Promise<boolean>;
  onClose: () => void;
}

/** Asks before what cannot be taken back. */
export const ConfirmDialog = ({ title, help, confirm, onConfirm, onClose }: Props) => {
  const { words } = usePage();
  return (
    <Dialog title={title} onClose={onClose}>
      <div class="leadForm">
        <p>{help}</p>
        <div class="leadForm-end">
          <button
            type="button"
            class="button"
            autofocus
            onClick={(event) => event.currentTarget.closest('dialog')?.close()}
          >
            {words.cancel}
          </button>
          <button
            type="button"
            class="button danger"
            onClick={async (event) => {
              const dialog = event.currentTarget.closest('dialog');
              if (await onConfirm()) dialog?.close();
            }}
          >
            {confirm}
          </button>
        </div>
      </div>
    </Dialog>
  );
};
