import { type Row, tablesOf } from './tables.ts';

/** The invented company's events, read from the page's tables. Times are ms since 1970, days `2026-02-12`. */

export const FROM = '2026-02-01';
export const TO = '2026-04-30';
export const SALESPEOPLE = ['Olha', 'Petro'];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** Between a visit's beginning and its contact. */
const AT_THE_FORM = 2 * MINUTE;
/** When Kyiv's clocks went from two hours before UTC to three. */
const SUMMER = Date.UTC(2026, 2, 29, 1);

/** What Kyiv's clocks are ahead by. */
export const aheadAt = (time: number): number => (time < SUMMER ? 2 : 3) * HOUR;
export const dayAt = (time: number): string => new Date(time + aheadAt(time)).toISOString().slice(0, 10);

/** `02-12 10:00` by Kyiv's clocks; a day alone is its noon. */
const momentOf = (text: string): number => {
  const [day, time = '12:00'] = text.split(' ');
  const stated = Date.parse(`2026-${day}T${time}:00Z`);
  return stated - aheadAt(stated - 2 * HOUR);
};

export interface Ad {
  letter: string;
  source: string;
  medium: string;
  campaign: string;
  content: string;
}

export interface Spent {
  on: string;
  kind: 'ad' | 'marketing' | 'sales';
  from: string;
  to: string;
  amount: number;
  currency: string;
  /** Of the site's currency for one; '' where it is that. */
  rate: string;
  impressions: number;
  clicks: number;
}

export interface CompanyVisit {
  visitor: number;
  ad: string;
  at: number;
  pages: number;
  form: '' | 'seen' | 'started';
  /** It asked for a number to show, and was shown the pool's. */
  pooled: boolean;
}

export interface CompanyContact {
  no: number;
  person: number;
  at: number;
  kind: 'lead' | 'callback' | 'nps' | 'call' | 'missed call' | 'entered';
  /** Of a call, in seconds. */
  talk: number;
  /** Of an answer to the NPS question. */
  score: number | null;
  /** The time that was asked for. */
  wanted: number | null;
  /** The visits that it names, in order of time; it was made in the last one, unless it is a call. */
  visits: CompanyVisit[];
  /** The letter of its ad, where no visit brought it; '' where nothing is known. */
  stated: string;
}

export interface OutboundCall {
  id: string;
  person: number | null;
  at: number;
  talk: number | null;
}

export interface Statement {
  lead: number;
  at: number;
  what: 'owner' | 'product' | 'stage' | 'value' | 'action';
  value: string;
  reason: string;
}

export interface CompanySale {
  id: string;
  lead: number;
  day: string;
  revenue: number;
  profit: number | null;
  currency: string;
  rate: string;
  units: number;
  product: string;
}

export interface Company {
  ads: Ad[];
  spent: Spent[];
  /** Visits that brought nobody. */
  visits: CompanyVisit[];
  contacts: CompanyContact[];
  calls: OutboundCall[];
  statements: Statement[];
  sales: CompanySale[];
  merges: [number, number][];
}

/** Visitors that no contact is known of are numbered from here on. */
const STRANGERS = 1_000;

/** `100 USD at 40` → the amount, its currency and rate. */
const moneyOf = (text: string): { amount: number; currency: string; rate: string } => {
  const [amount = '', currency = 'UAH', , rate = ''] = text.split(' ');
  return { amount: Number(amount), currency, rate };
};

const spentOf = (row: Row): Spent => {
  const { amount, currency, rate } = moneyOf(`${row.amount} ${row.currency}`);
  return {
    on: row['spent on'] as string,
    kind: row.kind as Spent['kind'],
    from: `2026-${row.from}`,
    to: `2026-${row.to}`,
    amount,
    currency,
    rate,
    impressions: Number(row.impressions),
    clicks: Number(row.clicks),
  };
};

const PLAIN = [
  ['one page', 1, ''],
  ['two pages', 2, ''],
  ['form seen', 2, 'seen'],
  ['form started', 2, 'started'],
] as const;

const plainVisits = (rows: readonly Row[]): CompanyVisit[] => {
  const visits: CompanyVisit[] = [];
  for (const { ad, month, ...counts } of rows) {
    for (const [column, pages, form] of PLAIN) {
      for (let left = Number(counts[column]); left > 0; left -= 1) {
        const at = momentOf(`${month}-04 12:00`) + visits.length * MINUTE;
        visits.push({ visitor: STRANGERS + visits.length, ad: ad as string, at, pages, form, pooled: false });
      }
    }
  }
  return visits;
};

/** `M 7, G`; of a call `B`, `line` or `G or M`; `F` of a lead that was entered. */
const camesOf = (
  text: string,
  { at, person }: { at: number; person: number },
): Pick<CompanyContact, 'visits' | 'stated'> => {
  const visit = (ad: string, start: number, visitor = person, pooled = false): CompanyVisit => ({
    visitor,
    ad,
    at: start,
    pages: 1,
    form: '',
    pooled,
  });
  if (text === 'line') return { visits: [], stated: '' };
  if (text === 'B' || text === 'F') return { visits: [], stated: text };
  if (text.includes(' or ')) {
    const [first = '', second = ''] = text.split(' or ');
    const strangers = STRANGERS / 2 + person * 2;
    const visits = [
      visit(first, at - 10 * MINUTE, strangers, true),
      visit(second, at - 5 * MINUTE, strangers + 1, true),
    ];
    return { visits, stated: '' };
  }
  const visits = text.split(', ').map((one) => {
    const [ad = '', days = '0'] = one.split(' ');
    return visit(ad, at - AT_THE_FORM - Number(days) * DAY);
  });
  return { visits, stated: '' };
};

const contactOf = (row: Row): CompanyContact => {
  const [person, at] = [Number(row.person), momentOf(row.when as string)];
  const [, kind = '', number = '', wanted = ''] =
    /^(lead|callback|nps|call|missed call|entered)(?: (\d+))?(?: at (.+))?$/.exec(row.what as string) ?? [];
  return {
    no: Number(row.contact),
    person,
    at,
    kind: kind as CompanyContact['kind'],
    talk: kind === 'call' ? Number(number) : 0,
    score: kind === 'nps' ? Number(number) : null,
    wanted: wanted ? momentOf(`${(row.when as string).slice(0, 5)} ${wanted}`) : null,
    ...camesOf(row['came by'] as string, { at, person }),
  };
};

const NOT_STAGES: Record<string, Statement['what']> = { value: 'value', meeting: 'action' };

const statementsOf = (row: Row, began: (lead: number) => number): Statement[] => {
  const lead = Number(row.lead);
  const at = began(lead);
  const stated: Statement[] = [];
  for (const what of ['owner', 'product'] as const)
    if (row[what]) stated.push({ lead, at, what, value: row[what], reason: '' });
  for (const part of (row['what else'] as string).split(', ').filter(Boolean)) {
    const [, minutes, moment = '', word = '', more = ''] =
      /^(?:\+(\d+)m|(\d\d-\d\d(?: \d\d:\d\d)?)) (\S+)(?: (\S+))?$/.exec(part) ?? [];
    const time = minutes === undefined ? momentOf(moment) : at + Number(minutes) * MINUTE;
    const what = NOT_STAGES[word] ?? 'stage';
    stated.push({
      lead,
      at: time,
      what,
      value: what === 'value' ? more : word,
      reason: what === 'stage' ? more : '',
    });
  }
  return stated;
};

const saleOf = (row: Row): CompanySale => {
  const { amount, currency, rate } = moneyOf(row.revenue as string);
  return {
    id: row.sale as string,
    lead: Number(row.lead),
    day: `2026-${row.day}`,
    revenue: amount,
    profit: row.profit ? moneyOf(row.profit).amount : null,
    currency,
    rate,
    units: Number(row.units),
    product: row.product as string,
  };
};

export const companyOf = (page: string): Company => {
  const [ads, spent, plain, contacts, calls, stated, sales] = tablesOf(page).map(({ rows }) => rows) as [
    Row[],
    Row[],
    Row[],
    Row[],
    Row[],
    Row[],
    Row[],
  ];
  const all = contacts.map(contactOf);
  const began = (lead: number): number => all.find(({ no }) => no === lead)?.at as number;
  const merged = /^The leads (\d+) and (\d+) were told to be one/m.exec(page);
  return {
    ads: ads.map(({ ad, ...named }) => ({ letter: ad, ...named }) as Ad),
    spent: spent.map(spentOf),
    visits: plainVisits(plain),
    contacts: all,
    calls: calls.map(({ call, person, when, talked }) => ({
      id: call as string,
      person: person === '-' ? null : Number(person),
      at: momentOf(when as string),
      talk: talked === 'not answered' ? null : Number(talked),
    })),
    statements: stated.flatMap((row) => statementsOf(row, began)),
    sales: sales.map(saleOf),
    merges: merged ? [[Number(merged[1]), Number(merged[2])]] : [],
  };
};
