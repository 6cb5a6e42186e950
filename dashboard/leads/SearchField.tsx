import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../parts/Icon.tsx';
import { usePage } from './page.ts';

interface Props {
  /** What is searched for; ''. */
  value: string;
  onChange: (search: string) => void;
  /** For whoever brings the focus here. */
  id?: string;
}

const FEWEST = 2;
/** So long nobody writes in the middle of a word (ms). */
const PAUSE = 250;

/** Finds leads by a phone, an e-mail or a name. What is written goes into no address. */
export const SearchField = ({ value, onChange, id }: Props) => {
  const { words } = usePage();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const trimmed = text.trim();
  const wanted = trimmed.length >= FEWEST ? trimmed : '';
  useEffect(() => {
    if (wanted === value) return undefined;
    const timer = setTimeout(() => onChange(wanted), wanted ? PAUSE : 0);
    return () => clearTimeout(timer);
  }, [wanted]);
  return (
    <search>
      <form
        class="leadSearch"
        onSubmit={(event) => {
          event.preventDefault();
          onChange(wanted);
        }}
      >
        <label>
          <span class="unseen">{words.search}</span>
          <Icon name="search" />
          <input
            ref={input}
            id={id}
            type="text"
            inputMode="search"
            autocomplete="off"
            maxLength={200}
            placeholder={words.search}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Escape' || !text) return;
              event.preventDefault();
              setText('');
            }}
          />
        </label>
        {text && (
          <button
            type="button"
            class="button bare"
            aria-label={words.clearSearch}
            onClick={() => {
              setText('');
              input.current?.focus();
            }}
          >
            <Icon name="close" />
          </button>
        )}
      </form>
    </search>
  );
};
