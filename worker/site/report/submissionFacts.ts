import type { Dimension } from '../../../shared/report.ts';
import type { Calendar } from '../days.ts';
import type { PageSeen } from '../visit.ts';
import type { Booked } from './bookFacts.ts';
import type { Groups } from './groups.ts';
import type { RowKeys } from './keys.ts';
import { NEVER, type Width } from './ledger.ts';
import { hourLabel, NO_VALUES } from './places.ts';
import type { Plan } from './plan.ts';

/**
 * What was sent in, and how much of it is quarantined or was called spam by people: by the day of submission and the ad of the visit it states, so
 * that the share is the same under every model and basis. A suspect's visit may be known by nothing else than by it.
 */

export const SUBMISSION_FACTS = ['submissions', 'suspects'] as const;

/** Of a contact in the book; the ad where it needs no looking up, else NULL. */
const SUBMITTED_IN_BOOK = `contacts.kind NOT IN ('call', 'entered')`;
const SUSPECT_IN_BOOK = 'contacts.spam';
const AD_IN_BOOK = 'iif(contacts.last_click_visit = contacts.visit, contacts.last_click_ad, NULL)';
export const SUBMISSION_COLUMNS: readonly [string, Width][] = [
  [SUBMITTED_IN_BOOK, 'narrow'],
  [SUSPECT_IN_BOOK, 'narrow'],
  [AD_IN_BOOK, 'narrow'],
];

/** `seen` is the visit as it was recorded, where it was. */
const SUBMITTED = `
  SELECT coalesce(seen.ad, contacts.last_click_ad) AS ad, contacts.day, contacts.at, contacts.spam AS suspect, contacts.form, contacts.variant,
    coalesce(seen.landing, '') AS landing, coalesce(seen.device, '') AS device, coalesce(seen.country, '') AS country,
    coalesce(seen.pages, '[]') AS pages
  FROM contacts LEFT JOIN visits AS seen ON seen.id = contacts.visit
  WHERE contacts.day BETWEEN ?1 AND ?2 AND contacts.kind NOT IN ('call', 'entered')
  UNION ALL
  SELECT coalesce(seen.ad, quarantine.ad), quarantine.day, quarantine.at, 1, quarantine.form, quarantine.variant,
    coalesce(seen.landing, quarantine.landing), coalesce(seen.device, quarantine.device),
    coalesce(seen.country, quarantine.country), coalesce(seen.pages, '[]')
  FROM quarantine LEFT JOIN visits AS seen ON seen.id = quarantine.visit
  WHERE quarantine.day BETWEEN ?1 AND ?2`;

/** The same where nothing of the visits but their ads is asked: most contacts are credited to their own visit, if by last click. */
const ADS_OF_CONTACTS = `
  SELECT iif(last_click_visit = visit, last_click_ad, coalesce((SELECT ad FROM visits WHERE visits.id = contacts.visit), last_click_ad)) AS ad,
    day, spam AS suspect
  FROM contacts`;
const SUBMITTED_BY_AD = `${ADS_OF_CONTACTS} WHERE day BETWEEN ?1 AND ?2 AND kind NOT IN ('call', 'entered')`;
const THESE_BY_AD = `${ADS_OF_CONTACTS} WHERE id IN (SELECT value FROM json_each(?1))`;
const SUSPECTS_BY_AD = `
  SELECT coalesce(seen.ad, quarantine.ad) AS ad, quarantine.day, 1 AS suspect
  FROM quarantine LEFT JOIN visits AS seen ON seen.id = quarantine.visit WHERE quarantine.day BETWEEN ?1 AND ?2`;

type Submitted = {
  ad: number;
  day: number;
  at: number;
  suspect: number;
  form: string;
  variant: string;
  landing: string;
  device: string;
  country: string;
  pages: string;
};

interface Source {
  sql: SqlStorage;
  plan: Plan;
  keys: RowKeys;
  groups: Groups;
  calendar: Calendar;
  booked: Booked | null;
}

export const submissionFacts = (source: Source, asked: ReadonlySet<Dimension>): void => {
  const { sql, plan, keys, groups, booked } = source;
  const add = (group: number, all: number, suspects: number): void => {
    groups.add(group, 'submissions', all);
    groups.add(group, 'suspects', suspects);
  };
  if (plan.needs.visit) {
    const rows = sql.exec<Submitted>(SUBMITTED, plan.from, plan.to);
    for (const row of rows) for (const group of placesOfRow(source, row, asked)) add(group, 1, row.suspect);
    return;
  }
  const give = (rows: string, ...bindings: SqlStorageValue[]): void => {
    const sums = sql.exec<{ ad: number; day: number; count: number; suspects: number }>(
      `SELECT ad, ${plan.needs.day ? 'day' : '0 AS day'}, count(*) AS count, sum(suspect) AS suspects FROM (${rows}) GROUP BY 1, 2`,
      ...bindings,
    );
    for (const { ad, day, count, suspects } of sums) add(keys.idOf(ad, day), count, suspects);
  };
  give(SUSPECTS_BY_AD, plan.from, plan.to);
  if (!booked) {
    give(SUBMITTED_BY_AD, plan.from, plan.to);
    return;
  }
  const { contacts } = booked.book;
  const [days, submitted] = [contacts.column('contacts.day'), contacts.column(SUBMITTED_IN_BOOK)];
  const [suspects, ads] = [contacts.column(SUSPECT_IN_BOOK), contacts.column(AD_IN_BOOK)];
  const unknown: string[] = [];
  for (let at = 0; at < contacts.size; at += 1) {
    const day = days[at] as number;
    if (day < plan.from || day > plan.to || day === NEVER || submitted[at] !== 1) continue;
    if (ads[at] === NEVER) unknown.push(contacts.ids[at] as string);
    else add(booked.rowOf(ads[at] as number, day), 1, suspects[at] as number);
  }
  if (unknown.length > 0) give(THESE_BY_AD, JSON.stringify(unknown));
};

/** The rows it stands in: one of each page that its visit saw, or one of none. */
const placesOfRow = ({ keys, calendar }: Source, row: Submitted, asked: ReadonlySet<Dimension>): Set<number> => {
  const { ad, day, at, form, variant, landing, device, country, pages } = row;
  const hour = asked.has('hour') ? hourLabel(calendar.hourOf(at)) : '';
  const values = { ...NO_VALUES, landing, device, country, form, variant, hour };
  const paths = asked.has('page') ? new Set((JSON.parse(pages) as PageSeen[]).map(([, path]) => path)) : new Set(['']);
  if (paths.size === 0) paths.add('');
  return new Set([...paths].map((page) => keys.idOf(ad, day, { ...values, page })));
};
