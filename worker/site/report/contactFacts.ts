import type { Dimension, Model } from '../../../shared/report.ts';
import type { Calendar } from '../days.ts';
import { visitColumns, visitOfRow, type VisitRow } from '../rows.ts';
import type { Groups } from './groups.ts';
import type { RowKeys } from './keys.ts';
import { hourLabel, NO_VALUES, placesOf, type VisitValues } from './places.ts';
import type { Plan } from './plan.ts';

/** Leads and contacts: few, so they stay rows and are credited when read, by the asked model and basis. */

const COLUMN: Record<Model, string> = { lastClick: 'last_click', lastNonDirect: 'last_non_direct', firstClick: 'first_click' };
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

type CreditedRow = { entry: number; on_day: number; at: number; lead_at: number; is_lead: number; form: string; variant: string } & VisitRow;

/**
 * The same where a visit's own dimensions are asked: they are those of the visit the model credits. The form is the
 * contact's own; the hour is that of the contact, or of its lead when that is the basis.
 */
export const contactFactsByVisit = ({ sql, plan, keys, groups }: Source, { calendar, asked }: { calendar: Calendar; asked: ReadonlySet<Dimension> }): void => {
  const credit = COLUMN[plan.query.model];
  const day = plan.query.basis === 'lead' ? 'lead_day' : 'day';
  const cursor = sql.exec<CreditedRow>(
    `SELECT contacts.${credit}_ad AS entry, contacts.${day} AS on_day, contacts.at, leads.at AS lead_at,
       contacts.id = contacts.lead AS is_lead, contacts.form, contacts.variant, ${visitColumns('visits')}
     FROM contacts JOIN contacts AS leads ON leads.id = contacts.lead JOIN visits ON visits.id = contacts.${credit}_visit
     WHERE contacts.${day} BETWEEN ? AND ?`,
    plan.from,
    plan.to,
  );
  const byPage: ReadonlySet<Dimension> = new Set(asked.has('page') ? ['page'] : []);
  for (const row of cursor) {
    const { landing, device, country } = row;
    const at = plan.query.basis === 'lead' ? row.lead_at : row.at;
    const values: VisitValues = {
      ...NO_VALUES, landing, device, country, form: row.form, variant: row.variant,
      hour: asked.has('hour') ? hourLabel(calendar.hourOf(at)) : '',
    };
    // A lead whose visit saw several pages counts in the row of each; one that saw none, in a row of its own.
    const pages = byPage.size > 0 ? placesOf(visitOfRow(row), { calendar, asked: byPage }).map((place) => place.values.page) : [''];
    const rows = new Set((pages.length > 0 ? pages : ['']).map((page) => keys.idOf(row.entry, row.on_day, { ...values, page })));
    for (const group of rows) {
      groups.add(group, 'contacts', MILLION);
      if (row.is_lead) groups.add(group, 'leads', MILLION);
    }
  }
};
