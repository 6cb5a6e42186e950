import { Icon } from '../parts/Icon.tsx';
import { PlaceLink } from '../parts/PlaceLink.tsx';
import type { Line } from './lines.ts';
import { useWords } from './useWords.ts';

const ICONS = { done: 'done', wrong: 'close', off: 'info' } as const;

/** One thing that was looked at. The state is said in a word too, not by a colour alone. */
export const CheckLine = ({ line }: { line: Line }) => {
  const words = useWords();
  return (
    <li class={`install-check ${line.state}`}>
      <span class="install-mark">
        {line.state === 'waiting' ? <span class="install-dot" /> : <Icon name={ICONS[line.state]} />}
      </span>
      <div>
        <h3>
          {words.checks[line.check]} <span class="install-state">{words.states[line.state]}</span>
        </h3>
        <p>
          {line.text} {line.time && <span class="quiet">{line.time}</span>}
        </p>
        {line.link && <PlaceLink to={line.link.to}>{line.link.text}</PlaceLink>}
      </div>
    </li>
  );
};
