import { useEffect, useState } from 'preact/hooks';
import { useReading } from '../reading.ts';
import { dismiss, onToasts, type Shown } from '../toasts.ts';
import { Icon } from './Icon.tsx';

/** Long enough to read and to reach with a keyboard; it waits while the pointer or the focus is on it. */
const STAY = 10_000;

const One = ({ toast }: { toast: Shown }) => {
  const { words } = useReading();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => dismiss(toast.id), STAY);
    return () => clearTimeout(timer);
  }, [held, toast.id]);
  const undo = (): void => {
    dismiss(toast.id, 'undone');
    toast.undo?.();
  };
  return (
    <li
      class={toast.failed ? 'toast failed' : 'toast'}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocusIn={() => setHeld(true)}
      onFocusOut={() => setHeld(false)}
    >
      <span>{toast.text}</span>
      {toast.undo && (
        <button type="button" class="button bare" onClick={undo}>
          {words.undo}
        </button>
      )}
      <button type="button" class="button bare" aria-label={words.close} onClick={() => dismiss(toast.id)}>
        <Icon name="close" />
      </button>
    </li>
  );
};

export const Toasts = () => {
  const [shown, setShown] = useState<readonly Shown[]>([]);
  useEffect(() => onToasts(setShown), []);
  return (
    <ul class="toasts" aria-live="polite">
      {shown.map((toast) => (
        <One key={toast.id} toast={toast} />
      ))}
    </ul>
  );
};
