import type { SiteSettings } from '../../shared/settings.ts';
import type { SpendKind, SpendRow, Vat } from '../../shared/spend.ts';
import { normalise } from '../source/normalise.ts';
import { dayOfDate } from './days.ts';
import type { FieldError } from './intake.ts';
import { MOST_STORED, spreadEvenly, storedAmount } from './money.ts';
import { rateReader } from './rates.ts';
import { settleCost } from './spendMoney.ts';

/** Uploaded rows → what is stored: one amount a key and day, in the site's currency. Pure. */

/** A row and where it stood: `row 12` of a file, `rows.3` of a JSON body. */
export interface PlacedRow {
  place: string;
  row: SpendRow;
}

/** What was paid for. Its text is what makes two rows the same, beside the day and the origin. */
export interface SpendKey {
  key: string;
  kind: SpendKind;
  system: string;
  source: string;
  medium: string;
  campaign: string;
  campaignId: string;
  group: string;
  groupId: string;
  ad: string;
  adId: string;
}

export interface DailySpend {
  /** Of the first row it was made from. */
  place: string;
  key: SpendKey;
  day: number;
  /** In 1/10 000 of the site's currency, with or without value added tax as the site has it. */
  cost: number;
  impressions: number;
  clicks: number;
  /** Who was paid; '' where it is not stated, `A, B` where it was several. */
  agency: string;
  /** As uploaded, where the currency was another; `amount` in 1/10 000 of it. */
  amount: number | null;
  currency: string | null;
  rate: string | null;
  /** The period the amount was spread over, where no day was stated. */
  periodFrom: number | null;
  periodTo: number | null;
}

/** By id where there is one: a campaign that was renamed is the same campaign. */
const part = (id: string | undefined, text: string | undefined): string =>
  id ? `#${id}` : text ? `~${normalise(text)}` : '';

export const spendKeyOf = (row: SpendRow): SpendKey => {
  const source = normalise(row.source ?? '');
  const medium = normalise(row.medium ?? '');
  const parts = [
    row.system ?? '',
    row.system ? '' : source,
    row.system ? '' : medium,
    part(row.campaignId, row.campaign),
    part(row.groupId, row.group),
    part(row.adId, row.ad),
  ];
  const kind = row.kind ?? 'ad';
  return {
    key: JSON.stringify(kind === 'ad' ? parts : [...parts, kind]),
    kind,
    system: row.system ?? '',
    source: row.system ? '' : source,
    medium: row.system ? '' : medium,
    campaign: row.campaign ?? '',
    campaignId: row.campaignId ?? '',
    group: row.group ?? '',
    groupId: row.groupId ?? '',
    ad: row.ad ?? '',
    adId: row.adId ?? '',
  };
};

/** A period is not spread over more than this many days. */
const MOST_DAYS = 400;
/** All rows together are not spread over more than this many. */
const MOST_CELLS = 500_000;

interface Settled {
  daily: DailySpend[];
  errors: FieldError[];
}

/** What of a site's settings amounts are settled by. */
export type SpendMoney = Pick<SiteSettings, 'currency' | 'rates' | 'vat'>;

/** What is stated for rows that state none themselves. */
interface Upload {
  currency?: string | undefined;
  rate?: string | undefined;
  vat?: Vat | undefined;
}

const add = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b);

/** One row was paid to one agency; an ad's day, added up from several, perhaps to more. */
const addAgency = (known: string, next: string): string =>
  known === next ? known : [...new Set([...known.split(', '), next])].filter(Boolean).sort().join(', ');

/**
 * Rows of equal key and day are added up. Refused, naming the row: another currency without a rate, value added tax where
 * the site does not say how much it is, a period that overlaps another one or single days of the same key.
 */
export const settleRows = (rows: readonly PlacedRow[], site: SpendMoney, upload: Upload): Settled => {
  const cells = new Map<string, DailySpend>();
  const errors: FieldError[] = [];
  const money = { ...site, rateOn: rateReader(site.rates) };
  // A rate stated for the whole upload is one currency's: that of the upload, or the first that needs it.
  let rated = upload.currency;
  for (const { place, row } of rows) {
    const currency = row.currency ?? upload.currency ?? site.currency;
    if (currency !== site.currency && row.rate === undefined) rated ??= currency;
    const rate = row.rate ?? (currency === rated ? upload.rate : undefined);
    const from = dayOfDate((row.day ?? row.from) as string);
    const to = dayOfDate((row.day ?? row.to) as string);
    const days = to - from + 1;
    if (days > MOST_DAYS) {
      errors.push({ field: `${place}.to`, detail: `a period may have ${MOST_DAYS} days` });
      continue;
    }
    if (cells.size + days > MOST_CELLS) {
      errors.push({
        field: place,
        detail: `an upload may be spread over ${MOST_CELLS} rows and days: send it in parts`,
      });
      break;
    }
    const settled = settleCost({ cost: row.cost, currency, rate, vat: row.vat ?? upload.vat, from, days }, money);
    if ('refused' in settled) {
      errors.push({ field: `${place}.${settled.field}`, detail: settled.refused });
      continue;
    }
    const { costs, rates } = settled;
    if (costs.reduce((sum, cost) => sum + cost, 0) > MOST_STORED) {
      errors.push({ field: `${place}.cost`, detail: `is more than ${MOST_STORED / 10_000} ${site.currency}` });
      continue;
    }
    const foreign = currency !== site.currency;
    const [amounts, impressions, clicks] = [storedAmount(row.cost), row.impressions ?? 0, row.clicks ?? 0].map(
      (total) => spreadEvenly(total, days),
    ) as [number[], number[], number[]];
    const key = spendKeyOf(row);
    const period = row.day === undefined ? { periodFrom: from, periodTo: to } : { periodFrom: null, periodTo: null };
    for (let index = 0; index < days; index += 1) {
      const cellKey = `${from + index}/${key.key}`;
      const cell = cells.get(cellKey);
      const next: DailySpend = {
        place,
        key,
        day: from + index,
        cost: costs[index] as number,
        impressions: impressions[index] as number,
        clicks: clicks[index] as number,
        amount: foreign ? (amounts[index] as number) : null,
        currency: foreign ? currency : null,
        rate: rates[index] as string | null,
        agency: row.agency ?? '',
        ...period,
      };
      if (!cell) cells.set(cellKey, next);
      else if (cell.periodFrom !== next.periodFrom || cell.periodTo !== next.periodTo) {
        errors.push({ field: place, detail: 'covers days that another row for the same covers, in another period' });
        break;
      } else {
        cell.cost += next.cost;
        cell.impressions += next.impressions;
        cell.clicks += next.clicks;
        cell.agency = addAgency(cell.agency, next.agency);
        // What was paid in several currencies has no amount in one of them.
        const sameCurrency = cell.currency === next.currency && cell.rate === next.rate;
        cell.amount = sameCurrency ? add(cell.amount, next.amount) : null;
        if (!sameCurrency) [cell.currency, cell.rate] = [null, null];
      }
    }
  }
  return { daily: [...cells.values()], errors };
};
