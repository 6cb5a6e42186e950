import { useRef } from 'preact/hooks';
import { STAGES, type Stage } from '../../shared/leads.ts';
import { usePage } from './page.ts';

interface Props {
  stage: Stage;
  hasSales: boolean;
  onChoose: (stage: Stage) => void;
}

/** Those a lead passes through; the others end it. */
const PASSED = STAGES.indexOf('won');

/**
 * Where the lead stands, and a press moves it: one stop for the Tab key, arrows within. A list would move the lead with
 * every arrow pressed on the way to the stage that is meant.
 */
export const StageTrack = ({ stage, hasSales, onChoose }: Props) => {
  const { words } = usePage();
  const track = useRef<HTMLDivElement>(null);
  const stands = STAGES.indexOf(stage);
  /** Why a stage cannot be stated now; ''. */
  const barred = (one: Stage): string =>
    one === 'spam' && hasSales
      ? words.spamHasSales
      : stage === 'spam' && (one === 'won' || one === 'lost')
        ? words.spamFirst
        : '';
  const move = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const buttons = [...(track.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (step === undefined || at < 0) return;
    event.preventDefault();
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  };
  return (
    <div class="stageTrack" role="toolbar" aria-label={words.stage} ref={track} onKeyDown={move}>
      {STAGES.map((one, index) => {
        const isPassed = stands <= PASSED && index < stands;
        const why = barred(one);
        return (
          <button
            key={one}
            type="button"
            class={`stageTrack-step stage-${one}${isPassed ? ' passed' : ''}`}
            aria-pressed={one === stage}
            aria-disabled={why !== ''}
            title={why || undefined}
            tabIndex={one === stage ? 0 : -1}
            onClick={() => one !== stage && !why && onChoose(one)}
          >
            {words.stages[one]}
          </button>
        );
      })}
    </div>
  );
};
