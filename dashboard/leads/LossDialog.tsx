import { useId } from 'preact/hooks';
import { Dialog } from '../parts/Dialog.tsx';
import { usePage } from './page.ts';

interface Props {
  onClose: () => void;
  /** '' where no reason was given. */
  onLose: (reason: string) => Promise<boolean>;
}

/** Why a lead is lost: what reports tell lost leads apart by. */
export const LossDialog = ({ onClose, onLose }: Props) => {
  const { words } = usePage();
  const help = useId();
  const submit = async (event: SubmitEvent & { currentTarget: HTMLFormElement }): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    if (await onLose(String(new FormData(form).get('reason') ?? '').trim())) form.closest('dialog')?.close();
  };
  return (
    <Dialog title={words.lossTitle} onClose={onClose}>
      <form class="leadForm" onSubmit={submit}>
        <label class="field">
          <span>{words.lossReason}</span>
          <input name="reason" type="text" maxLength={200} aria-describedby={help} autofocus />
        </label>
        <p id={help} class="quiet">
          {words.lossHelp}
        </p>
        <div class="leadForm-end">
          <button type="submit" class="button primary">
            {words.lossSave}
          </button>
        </div>
      </form>
    </Dialog>
  );
};
