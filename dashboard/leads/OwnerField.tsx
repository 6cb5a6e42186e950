import { useRef, useState } from 'preact/hooks';
import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import { owners } from './owners.ts';
import { usePage } from './page.ts';

interface Props {
  /** '' for nobody. */
  owner: string;
  onChange: (owner: string) => void;
}

/**
 * Who answers for the lead. A name that is pointed at holds at once; one that is come to by arrow keys holds when it is
 * left or Enter is pressed, or every name on the way would be given the lead.
 */
export const OwnerField = ({ owner, onChange }: Props) => {
  const { words } = usePage();
  const { session } = useSite();
  const [chosen, setChosen] = useState<string | null>(null);
  const byKeys = useRef(false);
  const names = owners(session, owner);
  const settle = (): void => {
    if (chosen !== null && chosen !== owner) onChange(chosen);
    setChosen(null);
  };
  const shown = chosen ?? owner;
  return (
    <div class="standing-owner">
      <label class="field">
        <span>{words.owner}</span>
        <span class="select">
          <select
            id="lead-owner"
            value={shown}
            onPointerDown={() => {
              byKeys.current = false;
            }}
            onKeyDown={(event) => {
              byKeys.current = true;
              if (event.key === 'Enter') settle();
              if (event.key === 'Escape' && chosen !== null) {
                event.preventDefault();
                setChosen(null);
              }
            }}
            onChange={(event) => {
              const { value } = event.currentTarget;
              if (byKeys.current) setChosen(value);
              else if (value !== owner) onChange(value);
            }}
            onBlur={settle}
          >
            <option value="" selected={shown === ''}>
              {words.nobody}
            </option>
            {names.map((name) => (
              <option key={name} value={name} selected={name === shown}>
                {name === session.by ? fill(words.mine, { name }) : name}
              </option>
            ))}
          </select>
        </span>
      </label>
      {owner !== session.by && (
        <button type="button" class="button" onClick={() => onChange(session.by)}>
          {words.take}
        </button>
      )}
    </div>
  );
};
