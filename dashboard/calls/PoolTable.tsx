import { useSite } from '../site.ts';
import { fill } from '../words/fill.ts';
import type { Advice, Numbers } from './api.ts';
import { usePage } from './page.ts';

interface Props {
  pools: Numbers['pools'];
  advice: readonly Advice[];
}

/** How each pool does, and how many numbers it should have. */
export const PoolTable = ({ pools, advice }: Props) => {
  const { words } = usePage();
  const { formats } = useSite();
  return (
    <section aria-labelledby="pools">
      <h2 id="pools">{words.pools}</h2>
      <p class="quiet">{words.poolsHelp}</p>
      <table class="numbersTable cards">
        <thead>
          <tr>
            <th scope="col">{words.poolColumns.pool}</th>
            {(['numbers', 'now', 'misses', 'missShare', 'needed'] as const).map((name) => (
              <th key={name} scope="col" class={name === 'now' ? undefined : 'number'}>
                {words.poolColumns[name]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {pools.map(({ pool, numbers, free, held, resting, misses }) => {
            const told = advice.find((one) => one.pool === pool);
            const lacking = told?.needed == null ? null : told.needed - numbers;
            return (
              <tr key={pool}>
                <th scope="row">{pool}</th>
                <td class="number" data-label={words.poolColumns.numbers}>
                  {formats.count(numbers)}
                </td>
                <td data-label={words.poolColumns.now}>
                  {fill(words.free, { n: formats.count(free) })}, {fill(words.held, { n: formats.count(held) })},{' '}
                  {fill(words.resting, { n: formats.count(resting) })}
                </td>
                <td class="number" data-label={words.poolColumns.misses}>
                  {formats.count(misses)}
                </td>
                <td class="number" data-label={words.poolColumns.missShare}>
                  {told?.predictedMissShare == null ? words.notMeasured : formats.share(told.predictedMissShare)}
                </td>
                <td class="number" data-label={words.poolColumns.needed}>
                  {lacking === null || told?.needed == null
                    ? words.notMeasured
                    : `${formats.count(told.needed)}: ${lacking > 0 ? fill(words.addMore, { n: formats.count(lacking) }) : words.enough}`}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
};
