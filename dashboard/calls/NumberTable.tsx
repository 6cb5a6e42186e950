import type { NumberRow } from '../../shared/numbers.ts';
import { useSite } from '../site.ts';
import { toast } from '../toasts.ts';
import { fill } from '../words/fill.ts';
import { api, type Numbers } from './api.ts';
import { failureText } from './failureText.ts';
import { usePage } from './page.ts';

interface Props {
  numbers: Numbers['numbers'];
  /** Whether the reader may change them. */
  sets: boolean;
  onChanged: () => void;
}

const rowOf = ({
  number,
  pool,
  name,
  source,
  medium,
  campaign,
  content,
  term,
}: Numbers['numbers'][number]): NumberRow => ({
  ...{ number, name, source, medium, campaign, content, term },
  ...(pool !== null && { pool }),
});

export const NumberTable = ({ numbers, sets, onChanged }: Props) => {
  const { words } = usePage();
  const { site, formats } = useSite();

  const remove = async (row: Numbers['numbers'][number]): Promise<void> => {
    const answer = await api.remove(site, row.number);
    if (!answer.ok) return toast({ text: fill(words.failed, { detail: failureText(answer.failure) }), failed: true });
    onChanged();
    toast({
      text: fill(words.removed, { number: row.number }),
      undo: () => void api.add(site, [rowOf(row)], false).then(onChanged),
    });
  };

  return (
    <table class="numbersTable cards">
      <thead>
        <tr>
          <th scope="col">{words.numberColumns.number}</th>
          <th scope="col">{words.numberColumns.use}</th>
          <th scope="col">{words.numberColumns.state}</th>
          <th scope="col" class="number">
            {words.numberColumns.calls}
          </th>
          {sets && (
            <th scope="col">
              <span class="unseen">{words.remove}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {numbers.map((row) => (
          <tr key={row.number}>
            <th scope="row" class="tel">
              {row.number}
            </th>
            <td data-label={words.numberColumns.use}>
              {row.pool !== null
                ? fill(words.inPool, { pool: row.pool })
                : [row.name, row.source, row.medium, row.campaign].filter(Boolean).join(' / ')}
            </td>
            <td data-label={words.numberColumns.state}>{row.state && words.states[row.state]}</td>
            <td class="number" data-label={words.numberColumns.calls}>
              {formats.count(row.calls)}
            </td>
            {sets && (
              <td class="number">
                <button
                  type="button"
                  class="button bare"
                  aria-label={fill(words.removeNumber, { number: row.number })}
                  onClick={() => void remove(row)}
                >
                  {words.remove}
                </button>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
};
