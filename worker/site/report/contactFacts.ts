import type { Dimension, Model } from '../../../shared/report.ts';
import type { Calendar } from '../days.ts';
import type { PageSeen } from '../visit.ts';
import type { Groups } from './groups.ts';
import type { RowKeys } from './keys.ts';
import { hourLabel, NO_VALUES, type VisitValues } from './places.ts';
import type { Plan } from './plan.ts';

/** Leads and contacts: few, so they stay rows and are credited when read, by the asked model and basis. */

const COLUMN: Record<Model, string> = {
  lastClick: 'last_click',
  lastNonDirect: 'last_non_direct',
  firstClick: 'first_click',
};
const MILLION = 1_000_000;

interface Source {
  sql: SqlStorage;
  plan: Plan;
  keys: RowKeys;
  groups: Groups;
}

export const contactFacts = ({ sql, plan, keys, groups }: Source): void => {
  const credit = COLUMN[plan.query.model];
  const day = plan.query.basis === 'lead' ? 'lead_day' : 'day';
  const cursor = sql
    .exec(
      `SELECT ${credit}_ad, ${plan.needs.day ? day : '0'}, count(*), sum(id = lead) FROM contacts WHERE ${day} BETWEEN ? AND ?
       GROUP BY 1, 2`,
      plan.from,
      plan.to,
    )
    .raw<number[]>();
  for (const [entry, onDay, contacts, leads] of cursor as Iterable<[number, number, number, number]>) {
    const group = keys.idOf(entry, onDay);
    groups.add(group, 'contacts', contacts * MILLION);
    groups.add(group, 'leads', leads * MILLION);
  }
};

type CreditedRow = Pick<VisitValues, 'landing' | 'device' | 'country' | 'form' | 'variant'> & {
  entry: number;
  on_day: number;
  at: number;
  is_lead: number;
  pages: string;
};

/**
 * The same where a visit's own dimensions are asked: they are those of the visit the model credits. The form is the
 * contact's own; the hour is that of the contact, or of its lead when that is the basis.
 */
export const contactFactsByVisit = (
  { sql, plan, keys, groups }: Source,
  { calendar, asked }: { calendar: Calendar; asked: ReadonlySet<Dimension> },
): void => {
  const credit = COLUMN[plan.query.model];
  const day = plan.query.basis === 'lead' ? 'lead_day' : 'day';
  const ofVisit = (column: 'landing' | 'device' | 'country' | 'page'): string =>
    asked.has(column) ? `visits.${column === 'page' ? 'pages' : column}` : `''`;
  const joinsVisits = (['landing', 'device', 'country', 'page'] as const).some((column) => asked.has(column));
  const joinsLeads = asked.has('hour') && plan.query.basis === 'lead';
  const cursor = sql.exec<CreditedRow>(
    `SELECT contacts.${credit}_ad AS entry, contacts.${day} AS on_day, ${joinsLeads ? 'leads' : 'contacts'}.at,
       contacts.id = contacts.lead AS is_lead, contacts.form, contacts.variant,
       ${ofVisit('landing')} AS landing, ${ofVisit('device')} AS device, ${ofVisit('country')} AS country, ${ofVisit('page')} AS pages
     FROM contacts ${joinsVisits ? `JOIN visits ON visits.id = contacts.${credit}_visit` : ''}
       ${joinsLeads ? 'JOIN contacts AS leads ON leads.id = contacts.lead' : ''}
     WHERE contacts.${day} BETWEEN ? AND ?`,
    plan.from,
    plan.to,
  );
  for (const { entry, on_day, at, is_lead, pages, ...own } of cursor) {
    const values: VisitValues = { ...NO_VALUES, ...own, hour: asked.has('hour') ? hourLabel(calendar.hourOf(at)) : '' };
    // A lead whose visit saw several pages counts in the row of each; one that saw none, in a row of its own.
    const paths = asked.has('page') ? new Set((JSON.parse(pages) as PageSeen[]).map(([, path]) => path)) : NO_PATHS;
    const rows = new Set(
      [...(paths.size > 0 ? paths : NO_PATHS)].map((page) => keys.idOf(entry, on_day, { ...values, page })),
    );
    for (const group of rows) {
      groups.add(group, 'contacts', MILLION);
      if (is_lead) groups.add(group, 'leads', MILLION);
    }
  }
};

const NO_PATHS: ReadonlySet<string> = new Set(['']);
