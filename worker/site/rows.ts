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
};

/** What a VisitRecord is read from; the facts beside them follow from it. */
const READ = [
  'id', 'day', 'started_at', 'ad', 'new_visitors', 'lead_visits', 'device', 'country', 'landing', 'visitor', 'pages', 'forms',
  'country_from', 'language', 'url', 'referrer',
] as const satisfies readonly (keyof VisitRow)[];

/** The columns of a VisitRow, each under a table's name if one is given. */
export const visitColumns = (table = ''): string => READ.map((column) => (table ? `${table}.${column}` : column)).join(', ');

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
  landing: row.landing,
  device: row.device,
  country: row.country,
  countryFrom: row.country_from as VisitRecord['countryFrom'],
  language: row.language,
  url: row.url,
  referrer: row.referrer,
});

const CHANGING = [
  'day', 'started_at', 'new_visitors', 'bounces', 'page_count', 'form_seen', 'form_started', 'form_submitted', 'lead_visits',
  'device', 'country', 'pages', 'forms', 'country_from',
];
const FIXED = ['id', 'ad', 'landing', 'visitor', 'language', 'url', 'referrer'];

const valuesOf = (visit: VisitRecord): (string | number)[] => {
  const facts = factsOfVisit(visit);
  return [
    visit.day, visit.startedAt, facts.newVisitors, facts.bounces, facts.pages, facts.formSeen, facts.formStarted,
    facts.formSubmitted, facts.leadVisits, visit.device, visit.country, JSON.stringify(visit.pages), JSON.stringify(visit.forms),
    visit.countryFrom,
  ];
};

const INSERT = `INSERT INTO visits (${[...CHANGING, ...FIXED].join(', ')}) VALUES (${[...CHANGING, ...FIXED].map(() => '?').join(', ')})`;
const UPDATE = `UPDATE visits SET ${CHANGING.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`;

export const insertVisit = (sql: SqlStorage, visit: VisitRecord): void => {
  sql.exec(INSERT, ...valuesOf(visit), visit.id, visit.ad, visit.landing, visit.visitor, visit.language, visit.url, visit.referrer);
};

export const updateVisit = (sql: SqlStorage, visit: VisitRecord): void => {
  sql.exec(UPDATE, ...valuesOf(visit), visit.id);
};
