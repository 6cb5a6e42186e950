import { Dialog } from '../parts/Dialog.tsx';
import { usePage } from './page.ts';
import { type Command, KEYS } from './useKeys.ts';

interface Props {
  isOn: boolean;
  onChoose: (isOn: boolean) => void;
  onClose: () => void;
}

export const KeysDialog = ({ isOn, onChoose, onClose }: Props) => {
  const { words } = usePage();
  return (
    <Dialog title={words.keysTitle} onClose={onClose}>
      <div class="leadForm">
        <dl class="keys">
          {(Object.entries(KEYS) as [Command, string][]).map(([command, key]) => (
            <div key={command}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{words.keys[command]}</dd>
            </div>
          ))}
        </dl>
        <p class="quiet">{words.keysHelp}</p>
        <label class="check">
          <input type="checkbox" checked={isOn} onChange={(event) => onChoose(event.currentTarget.checked)} />
          {words.keysOn}
        </label>
      </div>
    </Dialog>
  );
};
