import { expect } from 'vitest';
import type { Contact } from '../../../shared/contacts.ts';
import type { Hit, Visit } from '../../../shared/hits.ts';
import { DEFAULT_LEADS, type LeadChange } from '../../../shared/leads.ts';
import type { SpendRow } from '../../../shared/spend.ts';
import type { CallEvent } from '../../../worker/calls/call.ts';
import type { Statement } from '../../../worker/site/leads/statements.ts';
import { idAt, newSite, type TestSite } from '../site.ts';
import { type Company, type CompanyContact, type CompanySale, type CompanyVisit, DAY } from './company.ts';
import { RINGS } from './reckon.ts';

/** Hands the company's events to the product: as pages, providers of telephony and people do. */

const LINE = '+380440000001';
const POOL = '+380440000002';
const BANNER = '+380440000003';
const OFFICE_HOURS = [{ from: '09:00', to: '18:00' }];

const newCompanySite = async ({ ads }: Company): Promise<TestSite> => {
  const site = await newSite({
    timeZone: 'Europe/Kyiv',
    currency: 'UAH',
    hours: {
      weekly: { mon: OFFICE_HOURS, tue: OFFICE_HOURS, wed: OFFICE_HOURS, thu: OFFICE_HOURS, fri: OFFICE_HOURS },
      closed: [],
    },
    leadWindowDays: 30,
    lookBackDays: 30,
    leads: {
      ...DEFAULT_LEADS,
      answerWithinMinutes: 30,
      lapseDays: 40,
      marginPercent: 40,
      actions: [{ id: 'meeting', name: 'Meeting' }],
    },
    calls: { providers: [], leadSeconds: 20, callBackMinutes: 15 },
    numbers: {
      lines: [{ id: 'sales', number: LINE }],
      pools: [{ id: 'main', holdMinutes: 60, coolDownMinutes: 10, whenEmpty: 'share' }],
      rules: [{ line: 'sales', when: [], show: { pool: 'main' } }],
    },
  });
  const { source = '', medium = '', campaign = '' } = ads.find(({ letter }) => letter === 'B') ?? {};
  const plain = { name: '', source: '', medium: '', campaign: '', content: '', term: '' };
  const rows = [
    { ...plain, number: POOL, pool: 'main' },
    { ...plain, number: BANNER, source, medium, campaign },
  ].map((row) => ({ place: '', row }));
  const stored = await site.stub.uploadNumbers(JSON.stringify({ rows, dryRun: false, now: Date.UTC(2026, 0, 1) }));
  expect(stored.state).toBe('stored');
  return site;
};

const contactId = ({ at, no }: CompanyContact): string => idAt(at, 9_000 + no);
const phoneOf = (person: number): string => `+38067${1_000_000 + person}`;

const visitOf = ({ ads }: Company, { ad, at, visitor }: CompanyVisit): Visit => {
  const { source = '', medium = '', campaign = '', content = '' } = ads.find(({ letter }) => letter === ad) ?? {};
  const query = new URLSearchParams({ utm_source: source, utm_medium: medium, utm_campaign: campaign });
  if (content) query.set('utm_content', content);
  const isTagged = ad !== 'O' && ad !== 'D';
  return {
    id: idAt(at, visitor),
    visitor: idAt(0, visitor),
    url: isTagged ? `https://example.com/?${query}` : 'https://example.com/',
    referrer: ad === 'O' ? 'https://www.google.com/' : '',
    language: 'uk',
    zone: 'Europe/Kyiv',
  };
};

const comes = async (site: TestSite, company: Company, visit: CompanyVisit): Promise<void> => {
  const hits: Hit[] = Array.from({ length: visit.pages }, (_, page) => ({
    kind: 'page',
    at: page * 60_000,
    path: `/${page}`,
  }));
  if (visit.form) hits.push({ kind: 'form', at: 30_000, form: 'lead', stage: visit.form });
  const { state } = await site.hits({
    sentAt: visit.at,
    visit: visitOf(company, visit),
    hits,
    ...(visit.pooled && { lines: ['sales'] }),
  });
  expect(state).toBe('stored');
};

const rings = async (site: TestSite, event: CallEvent): Promise<void> => {
  const receivedAt = (event.ringingAt as number) + DAY;
  await site.stub.takeCalls(
    JSON.stringify({ provider: 'generic', receivedAt, events: [event], raw: JSON.stringify(event) }),
  );
};

/** A call that rang at a moment, and was answered or not. */
const callEvent = (id: string, at: number, talk: number | null): Omit<CallEvent, 'direction' | 'tracking' | 'other'> =>
  talk === null
    ? { id, ringingAt: at, status: 'missed', endedAt: at + 30_000 }
    : {
        id,
        ringingAt: at,
        status: 'answered',
        answeredAt: at + RINGS,
        endedAt: at + RINGS + talk * 1_000,
        talkSeconds: talk,
      };

const contacts = async (site: TestSite, company: Company, contact: CompanyContact): Promise<void> => {
  const { no, person, at, kind, talk, score, wanted, visits, stated } = contact;
  if (kind === 'call' || kind === 'missed call') {
    const tracking = stated === 'B' ? BANNER : visits.length > 0 ? POOL : LINE;
    const call = callEvent(`in ${no}`, at, kind === 'call' ? talk : null);
    await rings(site, { ...call, direction: 'in', tracking, other: phoneOf(person) });
    return;
  }
  const fields = { name: `Person ${person}`, phone: phoneOf(person) };
  if (kind === 'entered') {
    const { source = '', medium = '' } = company.ads.find(({ letter }) => letter === stated) ?? {};
    const lead = { id: contactId(contact), at, fields, source: { source, medium } };
    const { state } = await site.stub.enterLead({ lead, by: 'Olha', now: at });
    expect(state).toBe('new');
    return;
  }
  const body: Contact = {
    id: contactId(contact),
    kind,
    at,
    form: kind,
    page: 'https://example.com/',
    fields: { ...fields, ...(score !== null && { score: String(score) }) },
    ...(wanted !== null && { wanted }),
  };
  const visit = visitOf(company, visits.at(-1) as CompanyVisit);
  const { state } = await site.contact({ sentAt: at, visit, contact: body });
  expect(state).toBe('new');
};

const states = async (site: TestSite, lead: string, statement: Statement): Promise<void> => {
  const { state } = await site.stub.takeStatement({ lead, statement, by: 'Olha', now: Date.now() });
  expect(['new', 'changed']).toContain(state);
};

const changeOf = ({ what, value, reason, at }: Company['statements'][number]): LeadChange => ({
  at,
  ...(what === 'stage' ? { stage: value as NonNullable<LeadChange['stage']> } : { [what]: value }),
  ...(reason && { lossReason: reason }),
});

const saleOf = ({ id, day, revenue, profit, currency, rate, units, product }: CompanySale): Statement => ({
  what: 'sale',
  sale: { id, day, revenue, units, product, ...(profit !== null && { profit }), ...(rate && { currency, rate }) },
});

const spendRows = ({ ads, spent }: Company): SpendRow[] =>
  spent.map(({ on, kind, from, to, amount, currency, rate, impressions, clicks }) => {
    const { source = '', medium = '', campaign = '', content = '' } = ads.find(({ letter }) => letter === on) ?? {};
    const row = {
      from,
      to,
      kind,
      cost: amount,
      ...(rate && { currency, rate }),
      ...(kind === 'ad' && { impressions, clicks }),
    };
    if (on === 'S') return row;
    if (on === 'W$') return { ...row, system: 'google', campaignId: '103', campaign: 'Spring 2026' };
    if (on === 'M') return { ...row, system: 'meta', campaignId: campaign };
    if (on === 'B') return { ...row, source, medium };
    return { ...row, system: 'google', campaignId: campaign, adId: content };
  });

/** The company's site, all told. */
export const tellCompany = async (company: Company): Promise<TestSite> => {
  const site = await newCompanySite(company);
  const spend = spendRows(company).map((row, index) => ({ place: `rows.${index}`, row }));
  const stored = await site.stub.spend(JSON.stringify({ origin: 'api', dryRun: false, replace: false, rows: spend }));
  expect(stored.state).toBe('stored');
  const happened = [
    ...company.visits.map((visit) => ({ at: visit.at, happen: () => comes(site, company, visit) })),
    ...company.contacts.flatMap((contact) => [
      ...contact.visits.map((visit) => ({ at: visit.at, happen: () => comes(site, company, visit) })),
      { at: contact.at, happen: () => contacts(site, company, contact) },
    ]),
    ...company.calls.map(({ id, person, at, talk }) => ({
      at,
      happen: () =>
        rings(site, {
          ...callEvent(`out ${id}`, at, talk),
          direction: 'out',
          tracking: LINE,
          other: person === null ? '+380999999999' : phoneOf(person),
        }),
    })),
  ];
  for (const { happen } of happened.sort((a, b) => a.at - b.at)) await happen();

  const known = await site.rows<{ id: string; at: number; kind: string }>('SELECT id, at, kind FROM contacts');
  /** A call's id is the product's own. */
  const idOfLead = (no: number): string => {
    const contact = company.contacts.find((one) => one.no === no) as CompanyContact;
    return known.find(({ at, kind }) => kind === 'call' && at === contact.at)?.id ?? contactId(contact);
  };
  for (const [one, other] of company.merges)
    await states(site, idOfLead(one), { what: 'merge', with: idOfLead(other) });
  for (const one of company.statements)
    await states(site, idOfLead(one.lead), { what: 'change', change: changeOf(one) });
  for (const sale of company.sales) await states(site, idOfLead(sale.lead), saleOf(sale));
  return site;
};
