import { useId, useRef } from 'preact/hooks';
import { CopyButton } from '../parts/CopyButton.tsx';
import { Dialog } from '../parts/Dialog.tsx';

interface Props {
  title: string;
  help: string;
  secret: string;
  onClose: () => void;
}

/** A link or a token, which is known this once: to copy by button or by hand. */
export const ShownOnce = ({ title, help, secret, onClose }: Props) => {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  return (
    <Dialog title={title} onClose={onClose}>
      <div class="settings-stack">
        <p id={id}>{help}</p>
        <div class="settings-once">
          <input
            ref={field}
            readOnly
            aria-label={title}
            aria-describedby={id}
            value={secret}
            onFocus={(event) => event.currentTarget.select()}
          />
          <CopyButton text={secret} primary onRefused={() => field.current?.select()} />
        </div>
      </div>
    </Dialog>
  );
};
