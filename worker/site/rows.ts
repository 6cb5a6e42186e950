import type { VisitRecord } from './visit.ts';

/** Between the visits table's rows and what code works with. */

export type VisitRow = {
  id: string;
  visitor: string;
  ad: number;
  started_at: number;
  day: number;
  is_new: number;
  has_contact: number;
  pages: string;
  forms: string;
  landing: string;
  device: string;
  country: string;
  country_from: string;
  language: string;
  url: string;
  referrer: string;
};

export const VISIT_COLUMNS =
  'id, visitor, ad, started_at, day, is_new, has_contact, pages, forms, landing, device, country, country_from, language, url, referrer';

export const visitOfRow = (row: VisitRow): VisitRecord => ({
  id: row.id,
  visitor: row.visitor,
  ad: row.ad,
  startedAt: row.started_at,
  day: row.day,
  isNew: row.is_new === 1,
  hasContact: row.has_contact === 1,
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

export const rowOfVisit = (visit: VisitRecord): (string | number)[] => [
  visit.id, visit.visitor, visit.ad, visit.startedAt, visit.day, Number(visit.isNew), Number(visit.hasContact),
  JSON.stringify(visit.pages), JSON.stringify(visit.forms), visit.landing, visit.device, visit.country,
  visit.countryFrom, visit.language, visit.url, visit.referrer,
];
