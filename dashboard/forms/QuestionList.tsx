import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../parts/Icon.tsx';
import { toast } from '../toasts.ts';
import { fill } from '../words/fill.ts';
import { labelIn, moved, newQuestion, type Question, removed, replaced } from './draft.ts';
import { QuestionEditor } from './QuestionEditor.tsx';
import { useWords } from './useWords.ts';

interface Props<T extends Question> {
  list: 'steps' | 'fields';
  questions: readonly T[];
  types: readonly T['type'][];
  tag: string;
  onChange: (questions: T[]) => void;
  /** One of them has the focus. */
  onWork: (index: number) => void;
}

const MOST = 20;

/** Questions in their order, which buttons change: they work by keyboard and by thumb. */
export const QuestionList = <T extends Question>({ list, questions, types, tag, onChange, onWork }: Props<T>) => {
  const words = useWords();
  const items = useRef<HTMLOListElement>(null);
  /** Where the focus goes once the list has changed: it must not fall to the page's beginning. */
  const focusNext = useRef<{ index: number; what: string } | null>(null);
  useEffect(() => {
    const wanted = focusNext.current;
    focusNext.current = null;
    if (!wanted) return;
    const item = items.current?.children[Math.max(0, Math.min(wanted.index, questions.length - 1))];
    const target = item?.querySelector<HTMLElement>(`${wanted.what}:not(:disabled)`) ?? item?.querySelector('input');
    target?.focus();
  });

  const nameOf = (question: T, index: number): string =>
    labelIn(question.label, tag) || fill(words.where[list], { n: String(index + 1) });
  const move = (from: number, to: number, what: string): void => {
    focusNext.current = { index: to, what };
    onChange(moved(questions, from, to));
    onWork(to);
  };
  const remove = (index: number): void => {
    const question = questions[index];
    if (!question) return;
    focusNext.current = { index, what: 'input' };
    onChange(removed(questions, index));
    toast({
      text: fill(words.questionRemoved, { name: nameOf(question, index) }),
      undo: () => onChange([...questions]),
    });
  };
  const add = (): void => {
    const type = types[0];
    if (!type) return;
    const taken = questions.map(({ name }) => name);
    focusNext.current = { index: questions.length, what: 'input' };
    onChange([...questions, newQuestion<T>(type, taken)]);
    onWork(questions.length);
  };
  return (
    <>
      <ol class="questions" ref={items}>
        {questions.map((question, index) => (
          <li key={index} class="question" onFocusIn={() => onWork(index)}>
            <div class="question-head">
              <h3>{fill(words.where[list], { n: String(index + 1) })}</h3>
              <button
                type="button"
                class="button bare small move-up"
                aria-label={fill(words.up, { name: nameOf(question, index) })}
                disabled={index === 0}
                onClick={() => move(index, index - 1, '.move-up')}
              >
                <Icon name="up" />
              </button>
              <button
                type="button"
                class="button bare small move-down"
                aria-label={fill(words.down, { name: nameOf(question, index) })}
                disabled={index === questions.length - 1}
                onClick={() => move(index, index + 1, '.move-down')}
              >
                <Icon name="down" />
              </button>
              <button
                type="button"
                class="button bare small"
                aria-label={fill(words.delete, { name: nameOf(question, index) })}
                onClick={() => remove(index)}
              >
                <Icon name="close" />
              </button>
            </div>
            <QuestionEditor
              question={question}
              types={types}
              tag={tag}
              onChange={(next) => onChange(replaced(questions, index, next))}
            />
          </li>
        ))}
      </ol>
      {questions.length < MOST && (
        <button type="button" class="button" onClick={add}>
          <Icon name="add" />
          {list === 'steps' ? words.addStep : words.addField}
        </button>
      )}
    </>
  );
};
