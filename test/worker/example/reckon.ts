import {
  aheadAt,
  type Company,
  type CompanyContact,
  type CompanySale,
  type CompanyVisit,
  DAY,
  dayAt,
  FROM,
  type Statement,
  TO,
} from './company.ts';
import { FORMULAS, MEDIANS, SCALES, type Values, valuesOf } from './formulas.ts';

/**
 * The figures of the example worked out from its events once more: plainly, slowly, and with none of the product's code, so
 * that the table of figures has a second witness.
 */

export const MODELS = ['lastNonDirect', 'lastClick', 'firstClick', 'linear', 'position', 'timeDecay'] as const;
export type Model = (typeof MODELS)[number];
export type Basis = 'event' | 'lead';
export type By = 'ad' | 'month' | 'owner' | 'product' | 'lossReason';

export interface Asked {
  by: By;
  model: Model;
  basis: Basis;
}

export interface Reckoned {
  rows: Map<string, Values>;
  total: Values;
}

const MINUTE = 60_000;
const MILLION = 1_000_000;
const WINDOW = 30 * DAY;
const LOOK_BACK = 30 * DAY;
const HALF_LIFE = 7 * DAY;
const LAPSE = 40;
const MARGIN = 0.4;
const FORM_MINUTES = 30;
const MISSED_MINUTES = 15;
/** Who asked for a time is answered in time until so much later. */
const PATIENCE = 5 * MINUTE;
const LEAD_SECONDS = 20;
/** A call that is answered rings for so long. */
export const RINGS = 10_000;

// Times and days

const dayNumber = (day: string): number => Date.parse(day) / DAY;
/** By Kyiv's clocks; the day's last moment is as good as any other of its evening. */
const evening = (day: string): number => Date.parse(`${day}T20:00:00Z`);
const isOpen = (time: number): boolean => {
  const there = new Date(time + aheadAt(time));
  const [weekday, hour] = [there.getUTCDay(), there.getUTCHours()];
  return weekday >= 1 && weekday <= 5 && hour >= 9 && hour < 18;
};
/** Minute by minute, as somebody with a watch would. */
const openMinutesAfter = (at: number, minutes: number): number => {
  let time = at;
  for (let left = minutes; left > 0; time += MINUTE) if (isOpen(time)) left -= 1;
  return time;
};

// Credit

interface Touch {
  ad: string;
  at: number;
}
interface Credit {
  ad: string;
  share: number;
}

/** Whole numbers that add up to the total; what is left over goes to the largest remainders, of equal ones to the first. */
const shareOut = (total: number, weights: readonly number[]): number[] => {
  if (total < 0) return shareOut(-total, weights).map((part) => 0 - part);
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const parts = exact.map((part) => Math.floor(part + 1e-9));
  const left = total - parts.reduce((a, b) => a + b, 0);
  const largest = exact
    .map((part, index) => ({ index, rest: part - (parts[index] as number) }))
    .sort((a, b) => (Math.abs(b.rest - a.rest) < 1e-6 ? a.index - b.index : b.rest - a.rest));
  for (const { index } of largest.slice(0, left)) (parts[index] as number) += 1;
  return parts;
};

const POSITION: Record<number, number[]> = { 2: [1, 1], 3: [2, 1, 2] };

const credited = (model: Model, touches: readonly Touch[], at: number): Credit[] => {
  const last = touches.at(-1) as Touch;
  const whole = ({ ad }: Touch): Credit[] => [{ ad, share: MILLION }];
  const counted = touches.filter((touch) => touch.ad !== 'D' && touch.ad !== 'X' && touch.at >= at - LOOK_BACK);
  if (model === 'lastClick') return whole(last);
  if (model === 'firstClick') return whole(touches[0] as Touch);
  if (model === 'lastNonDirect' || counted.length < 2) return whole(counted.at(-1) ?? last);
  const weights = counted.map((touch) => {
    if (model === 'linear') return 1;
    if (model === 'timeDecay') return 2 ** ((touch.at - (counted[0] as Touch).at) / HALF_LIFE);
    return (POSITION[counted.length] as number[])[counted.indexOf(touch)] as number;
  });
  const shares = shareOut(MILLION, weights);
  return counted.map(({ ad }, index) => ({ ad, share: shares[index] as number }));
};

// Leads

interface Lead {
  first: CompanyContact;
  contacts: CompanyContact[];
  stated: Statement[];
  sales: CompanySale[];
}

const ORDER = ['new', 'contacted', 'mql', 'sql', 'opportunity', 'won'];

/** The last word on something. */
const last = ({ stated }: Lead, what: Statement['what']): string =>
  stated.filter((one) => one.what === what).at(-1)?.value ?? '';

/** Every stage as it was stated, a sale being as good as `won` on its day's evening. */
const courseOf = ({ stated, sales }: Lead): { at: number; stage: string; reason: string }[] =>
  [
    ...stated.filter(({ what }) => what === 'stage').map(({ at, value, reason }) => ({ at, stage: value, reason })),
    ...sales.map(({ day }) => ({ at: evening(day), stage: 'won', reason: '' })),
  ].sort((a, b) => a.at - b.at);

/** The day since which the lead has not stood below a stage. */
const reachedOn = (lead: Lead, stage: string): string | null => {
  const course = courseOf(lead).filter(({ stage: stood }) => stood !== 'lost');
  const below = course.findLastIndex(({ stage: stood }) => ORDER.indexOf(stood) < ORDER.indexOf(stage));
  const since = course[below + 1];
  return since ? dayAt(since.at) : null;
};

/** A lead that won without a sale, and was lost, has not won. */
const wonOn = (lead: Lead): string | null =>
  lead.sales.length > 0 || courseOf(lead).at(-1)?.stage === 'won' ? reachedOn(lead, 'won') : null;

const lostOn = (lead: Lead): { day: string; reason: string } | null => {
  const course = courseOf(lead);
  const end = course.at(-1);
  if (end?.stage !== 'lost') return null;
  const first = course[course.findLastIndex(({ stage }) => stage !== 'lost') + 1] as typeof end;
  return { day: dayAt(first.at), reason: first.reason };
};

/** What a figure is made of: so much of a fact on a day, credited as a contact is. */
interface Item {
  fact: string;
  /** In stored units: millionths of a count, 1/10 000 of money, whole seconds and days. */
  value: number;
  day: Record<Basis, string>;
  /** An ad that it is simply of, or the contact whose credits it is shared out by. */
  of: string | CompanyContact;
  /** Shared out in whole units, where it is no count. */
  isAmount: boolean;
  /** Null where what becomes of leads tells nothing of it. */
  tells: Record<'owner' | 'product' | 'lossReason', string> | null;
  /** Of medians. */
  isEach?: true;
}

const NOBODY = { owner: '', product: '', lossReason: '' };

export class Reckoner {
  readonly #company: Company;
  readonly #leads: Lead[];
  readonly #items: Item[] = [];
  readonly #credits = new Map<string, Credit[]>();
  readonly #visitors: { visitor: number; ad: string; day: string }[] = [];
  /** Ms since 1970. */
  readonly #now: number;

  constructor(company: Company, now: number) {
    this.#company = company;
    this.#now = now;
    this.#leads = this.#leadsOf();
    this.#takeVisits();
    this.#takeSpend();
    this.#takeContacts();
    for (const lead of this.#leads) if (!this.#isSpam(lead)) this.#takeLead(lead);
    this.#takeSales();
  }

  /** Persons that were told to be one are. */
  #personOf(person: number): number {
    for (const [one, other] of this.#company.merges) {
      const [a, b] = [this.#contact(one).person, this.#contact(other).person];
      if (person === b) return a;
    }
    return person;
  }

  #contact(no: number): CompanyContact {
    return this.#company.contacts.find((contact) => contact.no === no) as CompanyContact;
  }

  #leadsOf(): Lead[] {
    const leads: Lead[] = [];
    const contacts = [...this.#company.contacts].sort((a, b) => a.at - b.at).filter(({ kind }) => kind !== 'nps');
    for (const contact of contacts) {
      const person = this.#personOf(contact.person);
      const open = leads.findLast(({ first }) => this.#personOf(first.person) === person);
      const goesOn = open && contact.at - (open.contacts.at(-1) as CompanyContact).at <= WINDOW;
      if (goesOn) open.contacts.push(contact);
      else if (contact.kind !== 'call' || contact.talk >= LEAD_SECONDS)
        leads.push({ first: contact, contacts: [contact], stated: [], sales: [] });
    }
    for (const lead of leads) {
      const isTheirs = (no: number): boolean => lead.contacts.some((contact) => contact.no === no);
      lead.stated = this.#company.statements.filter((one) => isTheirs(one.lead)).sort((a, b) => a.at - b.at);
      lead.sales = this.#company.sales.filter((sale) => isTheirs(sale.lead));
    }
    return leads;
  }

  #leadOf(contact: CompanyContact): Lead | undefined {
    return this.#leads.find(({ contacts }) => contacts.includes(contact));
  }

  #isSpam(lead: Lead | undefined): boolean {
    return lead !== undefined && courseOf(lead).at(-1)?.stage === 'spam';
  }

  #tellsOf(lead: Lead | undefined): NonNullable<Item['tells']> {
    if (!lead) return NOBODY;
    return { owner: last(lead, 'owner'), product: last(lead, 'product'), lossReason: lostOn(lead)?.reason ?? '' };
  }

  #creditsOf(contact: CompanyContact, model: Model): Credit[] {
    const key = `${model} ${contact.no}`;
    const credits = this.#credits.get(key) ?? this.#workCreditsOut(contact, model);
    this.#credits.set(key, credits);
    return credits;
  }

  #workCreditsOut(contact: CompanyContact, model: Model): Credit[] {
    const { visits, at, stated } = contact;
    // Whose call it was is not known: half the one's, half the other's.
    if (visits.some(({ pooled }) => pooled)) return visits.map(({ ad }) => ({ ad, share: MILLION / visits.length }));
    const person = this.#personOf(contact.person);
    const theirs = this.#company.contacts.filter((one) => this.#personOf(one.person) === person);
    const touches: Touch[] = theirs
      .flatMap((one) => [...one.visits, ...(one.stated ? [{ ad: one.stated, at: one.at }] : [])])
      .filter((touch) => touch.at <= at)
      .sort((a, b) => a.at - b.at);
    return credited(model, touches.length > 0 ? touches : [{ ad: stated || 'X', at }], at);
  }

  #take(item: Omit<Item, 'isAmount' | 'tells' | 'value'> & Partial<Item>): void {
    const value = item.value ?? MILLION;
    if (value !== 0 || item.isEach) this.#items.push({ isAmount: false, tells: null, ...item, value });
  }

  #takeVisits(): void {
    const { visits, contacts } = this.#company;
    const seen = new Set<number>();
    const madeIn = (visit: CompanyVisit): CompanyContact | undefined =>
      contacts.find((contact) => contact.visits.at(contact.kind === 'call' ? 0 : -1) === visit);
    for (const visit of [...visits, ...contacts.flatMap((one) => one.visits)].sort((a, b) => a.at - b.at)) {
      const contact = madeIn(visit);
      const isForm = contact !== undefined && contact.kind !== 'call';
      const hasLead =
        contact !== undefined && this.#leadOf(contact) !== undefined && !this.#isSpam(this.#leadOf(contact));
      const started = isForm || visit.form === 'started';
      const day = dayAt(visit.at);
      const facts: Record<string, boolean | number> = {
        visits: true,
        newVisitors: !seen.has(visit.visitor),
        bounces: visit.pages === 1 && !started && !hasLead,
        pages: visit.pages,
        formSeen: started || visit.form === 'seen',
        formStarted: started,
        formSubmitted: isForm,
        leadVisits: hasLead,
        untrackedVisits: !visit.pooled,
        submissions: isForm,
        suspects: isForm && this.#isSpam(this.#leadOf(contact as CompanyContact)),
      };
      seen.add(visit.visitor);
      this.#visitors.push({ visitor: visit.visitor, ad: visit.ad, day });
      for (const [fact, value] of Object.entries(facts))
        this.#take({ fact, value: Number(value), day: { event: day, lead: day }, of: visit.ad });
    }
  }

  #takeSpend(): void {
    const FACT = { ad: 'spend', marketing: 'marketingSpend', sales: 'salesSpend' } as const;
    for (const { on, kind, from, to, amount, rate, impressions, clicks } of this.#company.spent) {
      const days = dayNumber(to) - dayNumber(from) + 1;
      const paid = (amount * Number(rate || '1') * 10_000) / days;
      for (let day = dayNumber(from); day <= dayNumber(to); day += 1) {
        const date = new Date(day * DAY).toISOString().slice(0, 10);
        const on_ = { day: { event: date, lead: date }, of: on };
        this.#take({ fact: FACT[kind], value: paid, ...on_ });
        this.#take({ fact: 'impressions', value: impressions / days, ...on_ });
        this.#take({ fact: 'clicks', value: clicks / days, ...on_ });
      }
    }
  }

  #takeContacts(): void {
    const { contacts, calls } = this.#company;
    for (const contact of contacts) {
      const { kind, at, talk, score } = contact;
      const lead = this.#leadOf(contact);
      const day = { event: dayAt(at), lead: dayAt((lead?.first ?? contact).at) };
      const count = (fact: string, value: boolean | number, tells: Item['tells'] = null): void =>
        this.#take({ fact, value: Number(value) * MILLION, day, of: contact, tells });
      const isCall = kind === 'call' || kind === 'missed call';
      count('contacts', kind !== 'nps' && !this.#isSpam(lead));
      count('leads', lead?.first === contact && !this.#isSpam(lead), this.#tellsOf(lead));
      count('calls', isCall);
      count('answeredCalls', kind === 'call');
      count('missedCalls', kind === 'missed call');
      const before = contacts.some((one) => one.person === contact.person && one.at < at && /call$/.test(one.kind));
      count('firstTimeCallers', isCall && !before);
      count('talkTime', talk);
      count('conversations', kind === 'call', this.#tellsOf(lead));
      count('npsAnswers', score !== null);
      count('promoters', score !== null && score >= 9);
      count('detractors', score !== null && score <= 6);
    }
    for (const { person, at, talk } of calls) {
      if (talk === null) continue;
      const lead = this.#leads.findLast(({ first }) => first.person === person && first.at <= at);
      const day = { event: dayAt(at), lead: dayAt(lead?.first.at ?? at) };
      this.#take({ fact: 'conversations', day, of: lead?.first ?? 'X', value: MILLION, tells: this.#tellsOf(lead) });
    }
  }

  #dueOf({ contacts }: Lead): number | null {
    for (const { wanted, kind, at } of contacts) {
      if (wanted !== null) return wanted + PATIENCE;
      if (kind === 'lead' || kind === 'callback') return openMinutesAfter(at, FORM_MINUTES);
      if (kind === 'missed call') return openMinutesAfter(at, MISSED_MINUTES);
    }
    return null;
  }

  #respondedOf(lead: Lead): number | null {
    const person = this.#personOf(lead.first.person);
    const times = [
      ...lead.contacts.filter(({ kind }) => kind === 'call').map(({ at }) => at + RINGS),
      ...this.#company.calls
        .filter((call) => call.person !== null && this.#personOf(call.person) === person)
        .map(({ at }) => at),
      ...courseOf(lead).map(({ at }) => at),
    ].filter((time) => time >= lead.first.at);
    return times.length > 0 ? Math.min(...times) : null;
  }

  #takeLead(lead: Lead): void {
    const { first, contacts, stated } = lead;
    const began = dayAt(first.at);
    const tells = this.#tellsOf(lead);
    const count = (fact: string, on: string | null, more: Partial<Item> = {}): void => {
      if (on) this.#take({ fact, day: { event: on, lead: began }, of: first, tells, ...more });
    };
    count('mql', reachedOn(lead, 'mql'));
    count('sql', reachedOn(lead, 'sql'));
    const opportunity = reachedOn(lead, 'opportunity');
    count('opportunities', opportunity);
    count('opportunityValue', opportunity, { value: Number(last(lead, 'value')) * 10_000, isAmount: true });
    count('won', wonOn(lead));
    count('lost', lostOn(lead)?.day ?? null);
    const meeting = stated.find(({ what }) => what === 'action');
    count('action:meeting', meeting ? dayAt(meeting.at) : null);

    const [due, responded] = [this.#dueOf(lead), this.#respondedOf(lead)];
    if (due !== null) count('promised', began);
    if (due !== null && responded !== null && responded <= due) count('keptPromises', began);
    if (due !== null && responded === null && due < this.#now) count('overdue', began);
    if (responded === null) return;
    const since = contacts.find(({ wanted }) => wanted !== null)?.wanted ?? first.at;
    const seconds = Math.max(0, Math.floor((responded - since) / 1_000));
    count('responses', began);
    count('responseTime', began, { value: seconds, isAmount: true });
    count('response', began, { value: seconds, isEach: true });
  }

  /** A customer's sales in order. */
  #salesOf(person: number): CompanySale[] {
    return this.#company.sales
      .filter((sale) => this.#personOf(this.#contact(sale.lead).person) === person)
      .sort((a, b) => (a.day < b.day ? -1 : 1));
  }

  #profitOf({ revenue, profit, rate }: CompanySale): number {
    return Math.round((profit ?? revenue * MARGIN) * Number(rate || '1') * 10_000);
  }

  #leadOfSale(sale: CompanySale): Lead {
    return this.#leads.find(({ sales }) => sales.includes(sale)) as Lead;
  }

  #takeSales(): void {
    for (const sale of this.#company.sales) {
      const lead = this.#leadOfSale(sale);
      const { first } = lead;
      const all = this.#salesOf(this.#personOf(first.person));
      const before = all[all.indexOf(sale) - 1];
      const day = { event: sale.day, lead: dayAt(first.at) };
      const tells = { ...this.#tellsOf(lead), product: sale.product };
      const count = (fact: string, is: boolean, value = MILLION): void => {
        if (is) this.#take({ fact, day, of: first, tells, value });
      };
      const amount = (fact: string, value: number): void =>
        this.#take({ fact, day, of: first, tells, value, isAmount: true });
      count('sales', true);
      count('units', true, sale.units * MILLION);
      amount('revenue', Math.round(sale.revenue * Number(sale.rate || '1') * 10_000));
      amount('profit', this.#profitOf(sale));
      count('newCustomers', !before);
      count('repeatSales', before !== undefined);
      count('returnedCustomers', before !== undefined && dayNumber(sale.day) - dayNumber(before.day) > LAPSE);
      if (!before)
        amount(
          'cohortProfit',
          all.reduce((sum, one) => sum + this.#profitOf(one), 0),
        );
      const isFirst = [...lead.sales].sort((a, b) => (a.day < b.day ? -1 : 1))[0] === sale;
      if (!isFirst) continue;
      const days = dayNumber(sale.day) - dayNumber(dayAt(first.at));
      count('soldLeads', true);
      amount('cycleDays', days);
      this.#take({ fact: 'dealCycle', day, of: first, tells, value: days, isEach: true });
    }
  }

  /** Customers of the period before, and those of them who bought in the period, each as their last sale before it. */
  #returns({ from, to, formerFrom, formerTo }: Record<'from' | 'to' | 'formerFrom' | 'formerTo', string>): Item[] {
    const persons = new Set(this.#company.sales.map((sale) => this.#personOf(this.#contact(sale.lead).person)));
    return [...persons].flatMap((person): Item[] => {
      const sales = this.#salesOf(person);
      const former = sales.filter(({ day }) => day >= formerFrom && day <= formerTo).at(-1);
      if (!former) return [];
      const lead = this.#leadOfSale(former);
      const item = {
        value: MILLION,
        day: { event: from, lead: from },
        of: lead.first,
        isAmount: false,
        tells: { ...this.#tellsOf(lead), product: former.product },
      };
      const again = sales.some(({ day }) => day >= from && day <= to);
      return [{ fact: 'formerCustomers', ...item }, ...(again ? [{ fact: 'retainedCustomers', ...item }] : [])];
    });
  }

  reckon({ by, model, basis }: Asked): Reckoned {
    const ofLeads = by === 'owner' || by === 'product' || by === 'lossReason';
    const rows = new Map<string, Sums>();
    const total = new Sums();
    const rowOf = (key: string): Sums => {
      const known = rows.get(key) ?? new Sums();
      rows.set(key, known);
      return known;
    };
    const keyOf = (item: Pick<Item, 'day' | 'tells'>, ad: string): string =>
      by === 'ad' ? ad : by === 'month' ? item.day[basis].slice(0, 7) : (item.tells?.[by] as string);
    const give = (item: Item, sums: (Sums | null)[] = []): void => {
      const credits = typeof item.of === 'string' ? [] : this.#creditsOf(item.of, model);
      const toAll = (ad: string, value: number, millionths: number): void => {
        for (const to of [rowOf(keyOf(item, ad)), ...(sums.length > 0 ? sums : [total])])
          to?.add(item.fact, value, item.isEach ? millionths : null);
      };
      if (typeof item.of === 'string') {
        toAll(item.of, item.value, MILLION);
        return;
      }
      const parts = item.isAmount
        ? shareOut(
            item.value,
            credits.map(({ share }) => share),
          )
        : credits.map(({ share }) => (item.isEach ? item.value : (item.value / MILLION) * share));
      for (const [index, { ad, share }] of credits.entries()) toAll(ad, parts[index] as number, share);
    };
    const isAsked = ({ day }: Pick<Item, 'day'>): boolean => day[basis] >= FROM && day[basis] <= TO;
    for (const item of this.#items) if (isAsked(item) && (!ofLeads || item.tells)) give(item);

    const whole = { from: FROM, to: TO, formerFrom: '2025-11-01', formerTo: '2026-01-31' };
    if (by === 'month') {
      const months = ['2026-01', '2026-02', '2026-03', '2026-04'];
      for (const [index, month] of months.entries()) {
        const [former, span] = [months[index - 1], (of: string) => [`${of}-01`, `${of}-31`] as const];
        if (former === undefined) continue;
        const [[from, to], [formerFrom, formerTo]] = [span(month), span(former)];
        for (const item of this.#returns({ from, to, formerFrom, formerTo })) give(item, [null]);
      }
      for (const item of this.#returns(whole)) total.add(item.fact, item.value, null);
    } else for (const item of this.#returns(whole)) give(item);

    if (!ofLeads) {
      const asked = this.#visitors.filter(({ day }) => day >= FROM && day <= TO);
      const distinct = (some: typeof asked): number => new Set(some.map(({ visitor }) => visitor)).size;
      for (const { ad, day } of asked) {
        const key = by === 'ad' ? ad : day.slice(0, 7);
        const same = asked.filter((one) => (by === 'ad' ? one.ad : one.day.slice(0, 7)) === key);
        rowOf(key).set('visitors', distinct(same));
      }
      total.set('visitors', distinct(asked));
    }
    return {
      rows: new Map([...rows].map(([key, sums]) => [key, sums.values(ofLeads)])),
      total: total.values(ofLeads),
    };
  }
}

/** Facts that are told of what became of leads. */
const OF_LEADS = new Set(
  [
    'leads conversations mql sql opportunities opportunityValue won lost action:meeting sales units revenue profit',
    'newCustomers repeatSales returnedCustomers cohortProfit formerCustomers retainedCustomers soldLeads cycleDays',
    'dealCycleMedian dealCycleP90 promised keptPromises overdue responses responseTime responseMedian responseP90',
  ]
    .join(' ')
    .split(' '),
);

class Sums {
  readonly #facts = new Map<string, number>();
  /** By what medians are of: each value as often as its millionths say. */
  readonly #each = new Map<string, { value: number; weight: number }[]>();

  add(fact: string, value: number, millionths: number | null): void {
    if (millionths === null) this.#facts.set(fact, (this.#facts.get(fact) ?? 0) + value);
    else this.#each.set(fact, [...(this.#each.get(fact) ?? []), { value, weight: millionths }]);
  }

  set(fact: string, value: number): void {
    this.#facts.set(fact, value);
  }

  /** The smallest value up to which at least so many percent of the weight lie. */
  #quantile(of: string, percent: number): number | null {
    const each = [...(this.#each.get(of) ?? [])].sort((a, b) => a.value - b.value);
    const all = each.reduce((sum, { weight }) => sum + weight, 0);
    let upTo = 0;
    for (const { value, weight } of each) {
      upTo += weight;
      if (upTo * 100 >= all * percent) return value;
    }
    return null;
  }

  values(ofLeads: boolean): Values {
    const told = (fact: string): boolean => !ofLeads || OF_LEADS.has(fact);
    const facts: Record<string, number | null> = {};
    for (const fact of Object.keys(SCALES)) facts[fact] = told(fact) ? (this.#facts.get(fact) ?? 0) : null;
    for (const [name, [of, percent]] of Object.entries(MEDIANS)) facts[name] = this.#quantile(of, percent);
    return valuesOf(facts, FORMULAS);
  }
}
