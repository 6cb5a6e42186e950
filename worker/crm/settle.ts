import type { CrmDeal, StageNames, When } from '../../shared/crm.ts';
import type { Stage } from '../../shared/leads.ts';
import type { SiteSettings } from '../../shared/settings.ts';
import { phoneOf } from '../phones.ts';
import { emailOf } from '../site/contactStore.ts';
import { type Calendar, dateOfDay } from '../site/days.ts';
import type { FieldError } from '../site/intake.ts';
import { type SettledSale, settleSale } from '../site/leads/settleSale.ts';
import { convertedAmount, MOST_STORED, storedAmount } from '../site/money.ts';
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
  /** When it surely stood there already, as far as that is told. */
  by: number | null;
  reason: string;
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
  sale: SettledSale | null;
}

interface Context {
  settings: SiteSettings;
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

type Complain = (field: keyof CrmDeal, detail: string) => void;

/** When what happened, ms since 1970; null where nothing tells. What lies in the future is wrong, and counts as untold. */
interface Times {
  created: number | null;
  changed: number | null;
  /** Of a deal that has ended. */
  closed: number | null;
  stageTime: number | null;
  sale: number | null;
  /** When it was sold, if it was. */
  sold: number | null;
  earliest: number;
  /** Null where nothing but its last change is stated. */
  latest: number | null;
}

const timesOf = (deal: CrmDeal, stage: Stage | undefined, { calendar, now }: Context, complain: Complain): Times => {
  const today = calendar.dayOf(now);
  const read = (field: 'created' | 'changed' | 'closed' | 'stageTime' | 'saleDay'): number | null => {
    const when: When | undefined = deal[field];
    if (when === undefined) return null;
    const moment = momentOf(when, calendar);
    const day = calendar.dayOf(moment);
    if (day <= today) return moment;
    complain(field, `${dateOfDay(day)} lies in the future`);
    return null;
  };
  const [created, changed, stageTime, sale] = [read('created'), read('changed'), read('stageTime'), read('saleDay')];
  const closed = ENDED.includes(stage) ? read('closed') : null;
  const stated = [created, stageTime, sale, closed].filter((moment) => moment !== null);
  return {
    created,
    changed,
    closed,
    stageTime,
    sale,
    sold: sale ?? (stage === 'won' ? (closed ?? stageTime) : null),
    earliest: stated.length > 0 ? Math.min(...stated) : (changed ?? now),
    latest: stated.length > 0 ? Math.max(...stated) : null,
  };
};

/** Whose it is shows later: no deal is matched with a lead that began after it. */
const SOME_LEAD = { id: '', at: 0, day: Number.NEGATIVE_INFINITY };

const saleOf = (
  deal: CrmDeal,
  { stage, times, rate }: { stage: Stage | undefined; times: Times; rate: string | undefined },
  { settings, calendar, now }: Context,
  complain: Complain,
): SettledSale | null => {
  // An amount of nothing is one that nobody filled in; a revenue of nothing is stated.
  const revenue = deal.revenue ?? (stage === 'won' && isMore(deal.amount) ? deal.amount : undefined);
  if (revenue === undefined) {
    if (deal.saleDay !== undefined) complain('revenue', 'is needed where a day of sale is stated');
    return null;
  }
  if (times.sold === null) {
    const isUntold = deal.saleDay === undefined && (stage !== 'won' || (deal.closed ?? deal.stageTime) === undefined);
    if (isUntold && (isMore(revenue) || stage === 'won'))
      complain('saleDay', 'is needed: neither it nor when the deal was won is stated');
    return null;
  }
  const { profit, units = 1, product, currency } = deal;
  const day = dateOfDay(calendar.dayOf(times.sold));
  const settled = settleSale(
    { day, revenue, profit, units, product, currency, rate },
    { lead: SOME_LEAD, settings, today: calendar.dayOf(now) },
  );
  if (settled.state === 'settled') return settled.sale;
  for (const { field, detail } of settled.errors) complain(field as keyof CrmDeal, detail);
  return null;
};

/** What is wrong is told of each deal; a stage that nobody has explained is told once. */
export const settleDeals = (
  placed: readonly PlacedDeal[],
  context: Context,
  { stages, titles }: Upload,
): { deals: SettledDeal[]; errors: FieldError[] } => {
  const { settings, calendar } = context;
  const readStage = stageReader(settings.crm.stages, stages);
  const errors: FieldError[] = [];
  const unknownStages = new Map<string, { field: string; deals: number }>();
  const placeOf = new Map<string, string>();

  const stageOf = (name: string | undefined, field: string): Stage | undefined => {
    const stage = name ? readStage(name) : undefined;
    if (!name || stage) return stage;
    const told = unknownStages.get(name);
    if (told) told.deals += 1;
    else unknownStages.set(name, { field, deals: 1 });
    return undefined;
  };

  const settleOne = ({ place, deal }: PlacedDeal): SettledDeal => {
    const separator = place.startsWith('row ') ? ': ' : '.';
    const fieldOf = (field: keyof CrmDeal): string => `${place}${separator}${titles[field] ?? field}`;
    const complain: Complain = (field, detail) => void errors.push({ field: fieldOf(field), detail });
    const before = placeOf.get(deal.id);
    if (before !== undefined) complain('id', `is the id of the deal in ${before} too`);
    else placeOf.set(deal.id, place);

    const status = deal.status ? readStage(deal.status) : undefined;
    const isOpen = deal.status?.toLowerCase() === 'open';
    const stage = ENDED.includes(status)
      ? status
      : deal.stage || isOpen
        ? stageOf(deal.stage, fieldOf('stage'))
        : stageOf(deal.status, fieldOf('status'));
    const times = timesOf(deal, stage, context, complain);

    const currency = deal.currency ?? settings.currency;
    const isForeign = currency !== settings.currency;
    const rateDay = dateOfDay(calendar.dayOf(times.sold ?? times.earliest));
    const rate = isForeign ? (deal.rate ?? rateOn(settings.rates, currency, rateDay)) : undefined;
    const worth = deal.value ?? (isMore(deal.amount) ? deal.amount : undefined);
    const mayConvert = !isForeign || rate !== undefined;
    if (!mayConvert && (worth ?? deal.revenue) !== undefined)
      complain('rate', `give how many ${settings.currency} one ${currency} is, here or in the site's rates`);
    const value = worth === undefined || !mayConvert ? null : rate ? convertedAmount(worth, rate) : storedAmount(worth);
    if (value !== null && value > MOST_STORED)
      complain(
        deal.value === undefined ? 'amount' : 'value',
        `is more than ${MOST_STORED / 10_000} ${settings.currency}`,
      );
    return {
      place,
      id: deal.id,
      lead: deal.lead,
      phones: [...new Set(parts(deal.phone).map((part) => phoneOf(part, settings.country)))].filter(Boolean),
      emails: [...new Set(parts(deal.email).map(emailOf))].filter((email) => email.includes('@')),
      name: deal.name ?? '',
      day: calendar.dayOf(times.earliest),
      at: times.earliest,
      changedAt: times.changed ?? times.latest,
      stage: stage
        ? {
            stage,
            at:
              times.stageTime ??
              times.closed ??
              (stage === 'won' ? times.sale : null) ??
              (stage === 'new' ? times.created : null),
            by: times.changed,
            reason: stage === 'lost' ? (deal.lossReason ?? '') : '',
          }
        : null,
      owner: deal.owner ?? '',
      product: deal.product ?? '',
      value,
      sale: mayConvert ? saleOf(deal, { stage, times, rate }, context, complain) : null,
    };
  };

  const deals = placed.map(settleOne);
  for (const [name, told] of unknownStages)
    errors.push({
      field: told.field,
      detail: `“${name}” is no stage that is known (deals: ${told.deals}): say in the site's crm.stages which one it is`,
    });
  return { deals, errors };
};
