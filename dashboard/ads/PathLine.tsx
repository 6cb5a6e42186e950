import { PlaceLink } from '../parts/PlaceLink.tsx';
import { type ConditionParts, partsOf, pathOf, settleView, type View, writeView } from '../query.ts';
import { useReading } from '../reading.ts';
import { useAdsWords } from './words.ts';

/** Conditions that are a way into the table, from the outside in; each step back is a link. */
export const PathLine = ({ view, adName }: { view: View; adName: string | undefined }) => {
  const { words } = useReading();
  const own = useAdsWords();
  const path = pathOf(view);
  const [first] = path;
  if (!first) return null;
  const upTo = (count: number, by: View['by']): string => {
    const gone = path.slice(count).map(({ condition }) => condition);
    return writeView(settleView({ ...view, by, where: view.where.filter((condition) => !gone.includes(condition)) }));
  };
  const called = ({ dimension, value }: ConditionParts): string =>
    (dimension === 'ad' ? adName : value) || words.unknown;
  return (
    <nav class="path" aria-label={own.path}>
      <ol>
        <li>
          <PlaceLink to={{ query: upTo(0, partsOf(first.condition).dimension as View['by']) }}>{own.all}</PlaceLink>
        </li>
        {path.map((step, index) => (
          <li key={step.condition}>
            {index === path.length - 1 ? (
              <span aria-current="true">{called(step)}</span>
            ) : (
              <PlaceLink to={{ query: upTo(index + 1, step.by) }}>{called(step)}</PlaceLink>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
};
