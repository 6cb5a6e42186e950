import { factsOfVisit, type VisitRecord } from './visit.ts';

/** Between the visits table's rows and what code works with. */

export type VisitRow = {
  id: string;
  day: number;
  started_at: number;
  ad: number;
  new_visitors: number;
  lead_visits: number;
  device: string;
  country: string;
  landing: string;
  visitor: string;
  pages: string;
  forms: string;
  country_from: string;
  language: string;
  url: string;
  referrer: string;
  taps: string;
  untracked_visits: number;
};

/** What a VisitRecord is read from; the facts beside them follow from it. */
const READ = [
  'id',
  'day',
  'started_at',
  'ad',
  'new_visitors',
  'lead_visits',
  'device',
  'country',
  'landing',
  'visitor',
  'pages',
  'forms',
  'country_from',
  'language',
  'url',
  'referrer',
  'taps',
  'untracked_visits',
] as const satisfies readonly (keyof VisitRow)[];

/** The columns of a VisitRow, each under a table's name if one is given. */
export const visitColumns = (table = ''): string =>
  READ.map((column) => (table ? `${table}.${column}` : column)).join(', ');

export const visitOfRow = (row: VisitRow): VisitRecord => ({
  id: row.id,
  visitor: row.visitor,
  ad: row.ad,
  startedAt: row.started_at,
  day: row.day,
  isNew: row.new_visitors === 1,
  hasContact: row.lead_visits === 1,
  pages: JSON.parse(row.pages) as VisitRecord['pages'],
  forms: JSON.parse(row.forms) as VisitRecord['forms'],
  // Nearly every visit has none.
  taps: row.taps === '[]' ? [] : (JSON.parse(row.taps) as VisitRecord['taps']),
  tracked: row.untracked_visits === 0,
  landing: row.landing,
  device: row.device,
  country: row.country,
  countryFrom: row.country_from as VisitRecord['countryFrom'],
  language: row.language,
  url: row.url,
  referrer: row.referrer,
});

const CHANGING = [
  'day',
  'started_at',
  'new_visitors',
  'bounces',
  'page_count',
  'form_seen',
  'form_started',
  'form_submitted',
  'lead_visits',
  'device',
  'country',
  'pages',
  'forms',
  'country_from',
  'taps',
  'untracked_visits',
];
const FIXED = ['id', 'ad', 'landing', 'visitor', 'language', 'url', 'referrer'];

const valuesOf = (visit: VisitRecord): (string | number)[] => {
  const facts = factsOfVisit(visit);
  return [
    visit.day,
    visit.startedAt,
    facts.newVisitors,
    facts.bounces,
    facts.pages,
    facts.formSeen,
    facts.formStarted,
    facts.formSubmitted,
    facts.leadVisits,
    visit.device,
    visit.country,
    JSON.stringify(visit.pages),
    JSON.stringify(visit.forms),
    visit.countryFrom,
    JSON.stringify(visit.taps),
    facts.untrackedVisits,
  ];
};

const COLUMNS = [...CHANGING, ...FIXED];
const WRITE = `
  INSERT INTO visits (${COLUMNS.join(', ')}) SELECT ${COLUMNS.map((_, index) => `value ->> ${index}`).join(', ')} FROM json_each(?) WHERE true
  ON CONFLICT (id) DO UPDATE SET ${CHANGING.map((column) => `${column} = excluded.${column}`).join(', ')}`;

/** UTF-16 code units in one statement's text: a bound text may have 2 MB, and a letter three bytes. */
const AT_ONCE = 600_000;

/** Writes visits as they stand now, whether they were there or not: one statement for many. */
export const writeVisits = (sql: SqlStorage, visits: readonly VisitRecord[]): void => {
  let rows: string[] = [];
  let length = 0;
  const write = (): void => {
    if (rows.length > 0) sql.exec(WRITE, `[${rows.join(',')}]`);
    rows = [];
    length = 0;
  };
  for (const visit of visits) {
    const row = JSON.stringify([
      ...valuesOf(visit),
      visit.id,
      visit.ad,
      visit.landing,
      visit.visitor,
      visit.language,
      visit.url,
      visit.referrer,
    ]);
    if (length + row.length > AT_ONCE) write();
    rows.push(row);
    length += row.length;
  }
  write();
};
