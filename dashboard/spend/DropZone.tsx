import { useState } from 'preact/hooks';
import { Icon } from '../parts/Icon.tsx';
import { useReading } from '../reading.ts';

interface Props {
  label: string;
  onFile: (file: File) => void;
  /** Which files it takes; those of ad systems where it is not said. */
  help?: string;
  /** A button alone, beside others. */
  small?: boolean;
}

export const DropZone = ({ label, onFile, help, small = false }: Props) => {
  const { words } = useReading();
  const [over, setOver] = useState(false);

  const drop = (event: DragEvent): void => {
    event.preventDefault();
    // The page takes files too.
    event.stopPropagation();
    setOver(false);
    const file = event.dataTransfer?.files[0];
    if (file) onFile(file);
  };
  const pick = (event: Event & { currentTarget: HTMLInputElement }): void => {
    const file = event.currentTarget.files?.[0];
    if (file) onFile(file);
    // The same file again, once it has been mended, must count as a choice too.
    event.currentTarget.value = '';
  };
  const input = (
    <label class={small ? 'button file' : 'button primary file'}>
      <input type="file" accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values" onChange={pick} />
      <span>{label}</span>
    </label>
  );
  if (small) return input;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: where files are dropped; by keyboard the button inside does the same
    <div
      class={over ? 'dropZone over' : 'dropZone'}
      onDragOver={() => setOver(true)}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Icon name="upload" />
      <p>{words.drop}</p>
      {input}
      <p class="quiet">{help ?? words.uploadHelp}</p>
    </div>
  );
};
