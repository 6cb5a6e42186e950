import { useEffect } from 'preact/hooks';
import { LOCALES } from '../format.ts';
import { useLive } from '../live.ts';
import { Failed } from '../parts/Failed.tsx';
import { Notice } from '../parts/Notice.tsx';
import { PeriodChooser } from '../parts/PeriodChooser.tsx';
import { Segmented } from '../parts/Segmented.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { daysOf } from '../period.ts';
import { useReading } from '../reading.ts';
import { useSite } from '../site.ts';
import { useAsked } from '../useAsked.ts';
import { fill } from '../words/fill.ts';
import { api } from './api.ts';
import { type Month, monthsOf, nameOf, underOf } from './months.ts';
import { useOriginName, useOwn } from './own.ts';
import { KINDS, readView, writeView } from './view.ts';

/** What is stored: months, each with what was paid for. */
export const Stored = ({ news }: { news: number }) => {
  const { site, formats, today, place, go, onEnded } = useSite();
  const words = useOwn();
  const view = readView(place.query);
  const days = daysOf(view.period, today);
  const asked = useAsked(`${site} ${days.from} ${days.to} ${news}`, (signal) => api.stored(site, days, signal));
  useLive(['spend'], asked.again);
  useEffect(() => {
    if (asked.failure?.kind === 'unauthorized') onEnded();
  }, [asked.failure]);
  const months = monthsOf(asked.value?.rows ?? [], view.kind);
  const hidden = asked.value ? asked.value.rowCount - asked.value.rows.length : 0;
  return (
    <>
      <div class="spendPage-bar">
        <PeriodChooser period={view.period} onChange={(period) => go({ query: writeView({ ...view, period }) })} />
        <Segmented
          label={words.kind}
          value={view.kind}
          options={KINDS.map((value) => ({ value, text: words.kinds[value] }))}
          onChange={(kind) => go({ query: writeView({ ...view, kind }) })}
        />
      </div>
      {asked.failure && <Failed failure={asked.failure} onRetry={asked.again} />}
      {!asked.failure && !asked.value && <Skeleton />}
      {asked.value && months.length === 0 && (
        <Notice title={words.noneTitle}>
          <p>{words.noneHelp}</p>
        </Notice>
      )}
      <div class={asked.busy ? 'spendMonths busy' : 'spendMonths'} aria-busy={asked.busy}>
        {months.map((month, index) => (
          <MonthRows key={month.month} month={month} open={index === 0} />
        ))}
      </div>
      {hidden > 0 && <p class="quiet">{fill(words.hidden, { n: formats.count(hidden) })}</p>}
    </>
  );
};

const MonthRows = ({ month, open }: { month: Month; open: boolean }) => {
  const { formats } = useSite();
  const { language } = useReading();
  const words = useOwn();
  const originName = useOriginName();
  const text = new Intl.DateTimeFormat(LOCALES[language], { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    Date.parse(`${month.month}-01`),
  );
  const name = text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
  const money = formats.moneyColumn(month.rows.map(({ cost }) => cost));
  const costTitle = `${words.head.cost}, ${formats.currencySign}`;
  return (
    <details class="spendMonth" open={open}>
      <summary>
        <h2>{name}</h2>
        <span class="spendMonth-kinds quiet">
          {month.byKind.length > 1 &&
            month.byKind.map(({ kind, cost }) => `${words.kinds[kind]} ${formats.money(cost)}`).join(' · ')}
        </span>
        <strong>{formats.money(month.cost)}</strong>
      </summary>
      <div class="spendTable">
        <table aria-label={name}>
          <thead>
            <tr>
              <th scope="col">{words.head.name}</th>
              <th scope="col">{words.head.kind}</th>
              <th scope="col">{words.head.origin}</th>
              <th scope="col" class="number">
                {words.head.clicks}
              </th>
              <th scope="col" class="number">
                {words.head.days}
              </th>
              <th scope="col" class="number">
                {costTitle}
              </th>
            </tr>
          </thead>
          <tbody>
            {month.rows.map((row) => (
              <tr
                key={[row.origin, row.kind, row.system, row.source, row.medium, row.campaign, row.campaignId].join('|')}
              >
                <th scope="row">
                  {nameOf(row) || words.nameless}
                  {underOf(row) && <span class="quiet">{underOf(row)}</span>}
                </th>
                <td data-label={words.head.kind}>{words.kinds[row.kind]}</td>
                <td data-label={words.head.origin}>{originName(row.origin)}</td>
                <td class="number" data-label={words.head.clicks}>
                  {row.kind === 'ad' ? formats.count(row.clicks) : '–'}
                </td>
                <td class="number" data-label={words.head.days}>
                  {formats.count(row.days)}
                </td>
                <td class="number spendTable-cost" data-label={costTitle}>
                  {money(row.cost)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
};
