import { type ReportQuery, TIME_DIMENSIONS } from '../../../shared/report.ts';
import { dateOfDay, dayOfDate } from '../days.ts';
import { comparisonOf } from './compare.ts';
import { type CreditSource, giveCredited } from './credits.ts';
import { LEFT_OUT } from './groups.ts';
import type { OwnTotals } from './quantiles.ts';
import { joinedSales, OF_SALE } from './saleFacts.ts';

/**
 * Who bought again: customers with a sale in the period before, and those of them with one in the period itself, by the
 * days of the sales under either basis. A customer is credited as their last sale of the period before is. A row of time
 * says what a report of that stretch of time alone would say, so its customers are others than the next row's, and rows
 * do not add up to the total, which is of the whole period.
 */

export const RETENTION_FACTS = ['formerCustomers', 'retainedCustomers'] as const;

const isOfTime = (dimension: string): boolean =>
  dimension === 'weekday' || (TIME_DIMENSIONS as readonly string[]).includes(dimension);

/** A period before is told of stretches of time, not of weekdays, nor of days that conditions pick out. */
export const retentionIsTold = ({ by, where }: Pick<ReportQuery, 'by' | 'where'>): boolean =>
  !by.includes('weekday') && !where.some(({ dimension }) => isOfTime(dimension));

/** A stretch of days and the one before it; both ends included. */
interface Periods {
  from: number;
  to: number;
  formerFrom: number;
  formerTo: number;
}

const periodsOf = (from: number, to: number): Periods => {
  const former = comparisonOf({ from: dateOfDay(from), to: dateOfDay(to), compare: 'previous' });
  return { from, to, formerFrom: dayOfDate(former.from), formerTo: dayOfDate(former.to) };
};

/** The stretches whose days fall into the same rows. */
export const stretchesOf = (from: number, to: number, bucketOf: (day: number) => string): Periods[] => {
  const stretches: Periods[] = [];
  let begin = from;
  for (let day = from; day <= to; day += 1) {
    if (day < to && bucketOf(day + 1) === bucketOf(day)) continue;
    stretches.push(periodsOf(begin, day));
    begin = day + 1;
  }
  return stretches;
};

/** `?1` is JSON of Periods: each customer's last sale of a former one. */
const LAST_SALES = `(
  SELECT stretches.value ->> 'from' AS day, stretches.value ->> 'to' AS until, sold.lead, sold.product, sold.person,
    row_number() OVER (
      PARTITION BY stretches.key, sold.person ORDER BY sold.day DESC, sold.recorded_at DESC, sold.id DESC
    ) AS place
  FROM json_each(?1) AS stretches
  CROSS JOIN sales AS sold ON sold.day BETWEEN stretches.value ->> 'formerFrom' AND stretches.value ->> 'formerTo'
  WHERE sold.kind <> ''
) AS sales`;

/** Looked up for each of them: a list of all who bought would be made anew for every one. */
const BOUGHT_AGAIN = `EXISTS (
  SELECT 1 FROM sales AS again INDEXED BY sales_by_person
  WHERE again.person = sales.person AND again.day BETWEEN sales.day AND sales.until AND again.kind <> ''
)`;

export const retention = async (source: CreditSource): Promise<OwnTotals[]> => {
  const { plan, keys, groups } = source;
  if (!retentionIsTold(plan.query) || !RETENTION_FACTS.some((fact) => plan.facts.has(fact))) return [];
  const stretches = stretchesOf(plan.from, plan.to, (day) => keys.bucketOf(day));
  await giveReturns(source, stretches, ({ model, row, former, retained }) => {
    groups.credit(model, row, 'formerCustomers', former);
    groups.credit(model, row, 'retainedCustomers', retained);
  });
  if (stretches.length === 1) return [];
  const totals = plan.query.model.map(() => ({ formerCustomers: 0, retainedCustomers: 0 }));
  await giveReturns(source, [periodsOf(plan.from, plan.to)], ({ model, former, retained }) => {
    const total = totals[model] as (typeof totals)[number];
    total.formerCustomers += former;
    total.retainedCustomers += retained;
  });
  return totals;
};

/** Millionths of customers in a row, and of those who bought again. */
interface Returns {
  model: number;
  row: number;
  former: number;
  retained: number;
}

const giveReturns = (
  source: CreditSource,
  stretches: readonly Periods[],
  give: (returns: Returns) => void,
): Promise<void> =>
  giveCredited(source, {
    from: joinedSales(LAST_SALES, source.plan.needs.lead),
    where: 'sales.place = 1',
    bindings: [JSON.stringify(stretches)],
    day: 'sales.day',
    lead: OF_SALE,
    each: {
      value: BOUGHT_AGAIN,
      take: ({ model, row, millionths, value }) => {
        if (row !== LEFT_OUT) give({ model, row, former: millionths, retained: value * millionths });
      },
    },
  });
