import type { ReportAnswer } from '../../shared/report.ts';
import { PlaceLink } from '../parts/PlaceLink.tsx';
import { rowName } from '../rowName.ts';
import { useSite } from '../site.ts';
import type { Asked } from '../useAsked.ts';
import { fill } from '../words/fill.ts';
import { Card } from './Card.tsx';
import { type Moved, type MovedMetric, movedOf } from './moved.ts';
import { useCounted, useOwn } from './own.ts';

const MINUS = '−';

/** Why a figure is another one than in the period before: the ads it lies in, and all others as one row. */
export const MovedCard = ({ metric, answer }: { metric: MovedMetric; answer: Asked<ReportAnswer> }) => {
  const { place } = useSite();
  const words = useOwn();
  return (
    <Card
      kind="moved"
      title={words.moved[metric]}
      asked={answer}
      aside={
        <PlaceLink class="card-more" to={{ page: 'ads', query: place.query.replace(/&?step=\w+/, '') }}>
          {words.allAds}
        </PlaceLink>
      }
    >
      {(value) => {
        const moved = movedOf(value, metric);
        return moved.comparable ? (
          <MovedTable metric={metric} moved={moved} />
        ) : (
          <p class="quiet">{words.nothingBefore}</p>
        );
      }}
    </Card>
  );
};

const MovedTable = ({ metric, moved }: { metric: MovedMetric; moved: Moved }) => {
  const { formats } = useSite();
  const words = useOwn();
  const counted = useCounted();
  const amount = (value: number): string => (metric === 'spend' ? formats.money(value) : formats.count(value));
  const signed = (value: number): string =>
    value > 0 ? `+${amount(value)}` : value < 0 ? `${MINUS}${amount(-value)}` : amount(0);
  const { now, before, difference, movers, rest } = moved;
  const largest = Math.max(Math.abs(rest.difference), ...movers.map((mover) => Math.abs(mover.difference)));
  const way = difference > 0 ? 'more' : difference < 0 ? 'less' : 'same';

  const differenceCell = (value: number) => (
    <td class="moved-difference">
      {signed(value)}
      <span
        class={`moved-bar ${value < 0 ? 'down' : 'up'} ${metric}`}
        aria-hidden="true"
        style={{ '--length': largest ? Math.abs(value) / largest : 0 }}
      />
    </td>
  );
  return (
    <>
      <p>
        {fill(words.movedBy[way], {
          now: amount(now),
          before: amount(before),
          difference: amount(Math.abs(difference)),
        })}
      </p>
      {movers.length === 0 ? (
        <p class="quiet">{words.nothingMoved}</p>
      ) : (
        <table class="figures">
          <caption class="unseen">{words.movedCaption}</caption>
          <thead>
            <tr>
              <th scope="col">{words.ad}</th>
              <th scope="col">{words.was}</th>
              <th scope="col">{words.became}</th>
              <th scope="col">{words.difference}</th>
            </tr>
          </thead>
          <tbody>
            {movers.map((mover) => {
              const { title, under, via } = rowName(mover.row, 'ad');
              return (
                <tr key={mover.row.key.ad}>
                  <th scope="row">
                    <span class="moved-name">{title || words.unknown}</span>
                    <span class="moved-under">{under || via}</span>
                    <span class="moved-path">
                      {amount(mover.before)} → {amount(mover.now)}
                    </span>
                  </th>
                  <td>{amount(mover.before)}</td>
                  <td>{amount(mover.now)}</td>
                  {differenceCell(mover.difference)}
                </tr>
              );
            })}
            {rest.ads > 0 && (
              <tr>
                <th scope="row">{fill(words.rest, { ads: counted('ads', rest.ads) })}</th>
                <td />
                <td />
                {differenceCell(rest.difference)}
              </tr>
            )}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">
                {words.total}
                <span class="moved-path">
                  {amount(before)} → {amount(now)}
                </span>
              </th>
              <td>{amount(before)}</td>
              <td>{amount(now)}</td>
              <td>{signed(difference)}</td>
            </tr>
          </tfoot>
        </table>
      )}
    </>
  );
};
