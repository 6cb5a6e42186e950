import { useEffect } from 'preact/hooks';
import { Icon } from '../parts/Icon.tsx';
import { useReading } from '../reading.ts';

const hasFile = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** Opens the dialog; so does a file dropped anywhere on the page, which the browser would else open in the page's place. */
export const UploadButton = ({ onFile }: { onFile: (file?: File) => void }) => {
  const { words } = useReading();

  useEffect(() => {
    const accept = (event: DragEvent): void => {
      if (hasFile(event)) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      if (!hasFile(event)) return;
      event.preventDefault();
      onFile(event.dataTransfer?.files[0]);
    };
    addEventListener('dragover', accept);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', accept);
      removeEventListener('drop', drop);
    };
  }, [onFile]);

  return (
    <button type="button" class="button primary" onClick={() => onFile()}>
      <Icon name="upload" />
      <span class="notOnPhone">{words.upload}</span>
    </button>
  );
};
