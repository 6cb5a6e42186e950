import type { CrmDeal, StageNames, When } from '../../shared/crm.ts';
import type { Stage } from '../../shared/leads.ts';
import type { SiteSettings } from '../../shared/settings.ts';
import { phoneOf } from '../phones.ts';
import { emailOf } from '../site/contactStore.ts';
import { type Calendar, dateOfDay } from '../site/days.ts';
import type { FieldError } from '../site/intake.ts';
import { convertedAmount, storedAmount } from '../site/money.ts';
import { rateOn } from '../site/rates.ts';
import { momentOf } from './moments.ts';
import { stageReader } from './stages.ts';

/** Deals → what is stated of leads and sales, in the site's time and currency; or what is wrong with them. Pure. */

/** A deal and where it stood: `row 12` of a file, `rows.3` of a JSON body. */
export interface PlacedDeal {
  place: string;
  deal: CrmDeal;
}

export interface DealStage {
  stage: Stage;
  /** Since when, ms since 1970; null where the CRM does not tell. */
  at: number | null;
  reason: string;
}

/** Money in 1/10 000 of the site's currency. */
export interface DealSale {
  day: number;
  revenue: number;
  profit: number;
  units: number;
  product: string;
  /** As stated, where it was another currency: `amount` in 1/10 000 of it. */
  amount: number | null;
  currency: string | null;
  rate: string | null;
}

export interface SettledDeal {
  place: string;
  id: string;
  lead: string | undefined;
  /** E.164, in the order in which they were stated. */
  phones: string[];
  /** In lower case. */
  emails: string[];
  name: string;
  /** The earliest day stated of it: its lead began by then. */
  day: number;
  /** The earliest moment stated of it. */
  at: number;
  /** When its owner, value and product were stated so, as far as it tells: ms since 1970. */
  changedAt: number | null;
  stage: DealStage | null;
  owner: string;
  product: string;
  /** In 1/10 000 of the site's currency. */
  value: number | null;
  sale: DealSale | null;
}

interface Context {
  settings: Pick<SiteSettings, 'country' | 'currency' | 'rates' | 'leads' | 'crm'>;
  calendar: Calendar;
  /** By our clock, ms since 1970. */
  now: number;
}

interface Upload {
  stages: StageNames;
  /** How a file calls its fields. */
  titles: Partial<Record<string, string>>;
}

const ENDED: readonly (Stage | undefined)[] = ['won', 'lost', 'spam'];

const isMore = (amount: number | string | undefined): amount is number | string => Number(amount ?? 0) > 0;

const parts = (text: string | undefined): string[] => (text ?? '').split(/[,;\n]/).map((part) => part.trim());

const signed = (amount: number | string, store: (amount: number | string) => number): number => {
  const text = String(amount);
  return text.startsWith('-') ? -store(typeof amount === 'number' ? -amount : text.slice(1)) : store(amount);
};

/** What is wrong is told of each deal; a stage that nobody has explained is told once. */
export const settleDeals = (
  placed: readonly PlacedDeal[],
  { settings, calendar, now }: Context,
  { stages, titles }: Upload,
): { deals: SettledDeal[]; errors: FieldError[] } => {
  const readStage = stageReader(settings.crm.stages, stages);
  const errors: FieldError[] = [];
  const unknownStages = new Map<string, { field: string; deals: number }>();
  const today = calendar.dayOf(now);
  const placeOf = new Map<string, string>();

  const settleOne = ({ place, deal }: PlacedDeal): SettledDeal => {
    const separator = place.startsWith('row ') ? ': ' : '.';
    const fieldOf = (field: keyof CrmDeal): string => `${place}${separator}${titles[field] ?? field}`;
    const complain = (field: keyof CrmDeal, detail: string): void =>
      void errors.push({ field: fieldOf(field), detail });

    const before = placeOf.get(deal.id);
    if (before !== undefined) complain('id', `is the id of the deal in ${before} too`);
    else placeOf.set(deal.id, place);

    const momentIn = (field: 'created' | 'changed' | 'closed' | 'stageTime' | 'saleDay'): number | null => {
      const when: When | undefined = deal[field];
      return when === undefined ? null : momentOf(when, calendar);
    };
    const past = (field: keyof CrmDeal, moment: number | null): number | null => {
      if (moment === null || calendar.dayOf(moment) <= today) return moment;
      complain(field, `${dateOfDay(calendar.dayOf(moment))} lies in the future`);
      return null;
    };
    const understood = (field: 'stage' | 'status'): Stage | undefined => {
      const name = deal[field];
      const stage = name ? readStage(name) : undefined;
      if (!name || stage) return stage;
      const told = unknownStages.get(name);
      if (told) told.deals += 1;
      else unknownStages.set(name, { field: fieldOf(field), deals: 1 });
      return undefined;
    };
    const ended = deal.status ? readStage(deal.status) : undefined;
    const stage =
      ended && ENDED.includes(ended)
        ? ended
        : deal.stage || deal.status?.toLowerCase() === 'open'
          ? understood('stage')
          : understood('status');

    const created = past('created', momentIn('created'));
    const changed = past('changed', momentIn('changed'));
    const closed = ENDED.includes(stage) ? past('closed', momentIn('closed')) : null;
    const stageTime = past('stageTime', momentIn('stageTime'));
    const saleTime = past('saleDay', momentIn('saleDay'));

    const currency = deal.currency ?? settings.currency;
    const foreign = currency !== settings.currency;
    const soldAt = saleTime ?? (stage === 'won' ? (closed ?? stageTime) : null);
    const moments = [created, stageTime, saleTime, closed].filter((moment) => moment !== null);
    const at = moments.length > 0 ? Math.min(...moments) : (changed ?? now);
    const rate = deal.rate ?? rateOn(settings.rates, currency, dateOfDay(calendar.dayOf(soldAt ?? at)));
    const amounts = (['revenue', 'profit', 'amount', 'value'] as const).filter((field) => deal[field] !== undefined);
    if (foreign && rate === undefined && amounts.length > 0)
      complain(
        'rate',
        `is in ${currency}: give how many ${settings.currency} one ${currency} is, here or in the site's rates`,
      );
    const store = (amount: number | string): number =>
      foreign ? convertedAmount(amount, rate ?? '0') : storedAmount(amount);

    const settleSale = (): DealSale | null => {
      // An amount of nothing is one that nobody filled in; a revenue of nothing is stated.
      const revenue = deal.revenue ?? (stage === 'won' && isMore(deal.amount) ? deal.amount : undefined);
      if (revenue === undefined) {
        if (saleTime !== null) complain('revenue', 'is needed where a day of sale is stated');
        return null;
      }
      if (soldAt === null) {
        if (isMore(revenue) || stage === 'won')
          complain('saleDay', 'is needed: neither it nor when the deal was won is stated');
        return null;
      }
      const { marginPercent } = settings.leads;
      const stored = store(revenue);
      if (deal.profit === undefined && marginPercent === null) {
        complain('profit', "is needed, or else the site's margin (leads.marginPercent)");
        return null;
      }
      return {
        day: calendar.dayOf(soldAt),
        revenue: stored,
        profit:
          deal.profit === undefined
            ? convertedAmount(stored / 10_000, ((marginPercent ?? 0) / 100).toFixed(10))
            : signed(deal.profit, store),
        units: deal.units ?? 1,
        product: deal.product ?? '',
        amount: foreign ? storedAmount(revenue) : null,
        currency: foreign ? currency : null,
        rate: foreign ? (rate ?? null) : null,
      };
    };
    const worth = deal.value ?? (isMore(deal.amount) ? deal.amount : undefined);
    return {
      place,
      id: deal.id,
      lead: deal.lead,
      phones: [...new Set(parts(deal.phone).map((part) => phoneOf(part, settings.country)))].filter(Boolean),
      emails: [...new Set(parts(deal.email).map(emailOf))].filter((email) => email.includes('@')),
      name: deal.name ?? '',
      day: calendar.dayOf(at),
      at,
      changedAt: changed ?? (moments.length > 0 ? Math.max(...moments) : null),
      stage: stage
        ? {
            stage,
            at: stageTime ?? closed ?? (stage === 'won' ? saleTime : null) ?? (stage === 'new' ? created : null),
            reason: stage === 'lost' ? (deal.lossReason ?? '') : '',
          }
        : null,
      owner: deal.owner ?? '',
      product: deal.product ?? '',
      value: worth === undefined ? null : store(worth),
      sale: settleSale(),
    };
  };

  const deals = placed.map(settleOne);
  for (const [name, { field, deals }] of unknownStages)
    errors.push({
      field,
      detail: `“${name}” is no stage that is known (deals: ${deals}): say in the site's crm.stages which one it is`,
    });
  return { deals, errors };
};
