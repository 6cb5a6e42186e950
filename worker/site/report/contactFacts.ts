import type { FactName } from '../../../shared/metrics/facts.ts';
import type { Dimension, Model } from '../../../shared/report.ts';
import type { Calendar } from '../days.ts';
import type { PageSeen } from '../visit.ts';
import type { Groups } from './groups.ts';
import type { RowKeys } from './keys.ts';
import { hourLabel, NO_VALUES, type VisitValues } from './places.ts';
import type { Plan } from './plan.ts';

/**
 * Contacts, calls among them, and leads: few, so they stay rows and are credited when read, by the asked model and basis.
 * A call that may have been several visitors' is credited to each by its share, in millionths that sum to one.
 */

const COLUMN: Partial<Record<Model, string>> = {
  lastClick: 'last_click',
  lastNonDirect: 'last_non_direct',
  firstClick: 'first_click',
};

/** How many of each fact one contact is. */
const AMOUNTS = {
  contacts: `contacts.kind <> 'nps'`,
  leads: 'contacts.id = contacts.lead',
  calls: 'contacts.calls',
  answeredCalls: 'contacts.answered_calls',
  missedCalls: 'contacts.missed_calls',
  firstTimeCallers: 'contacts.first_time_callers',
  talkTime: 'contacts.talk_time',
} as const satisfies Partial<Record<FactName, string>>;
type ContactFact = keyof typeof AMOUNTS;

export const CONTACT_FACTS = Object.keys(AMOUNTS) as readonly ContactFact[];

interface Source {
  sql: SqlStorage;
  plan: Plan;
  keys: RowKeys;
  groups: Groups;
}

/** A contact's own row has its likeliest visitor; the others' shares stand in a table of their own. */
const SHARES = [
  { from: 'contacts', credits: 'contacts' },
  {
    from: 'contact_candidates CROSS JOIN contacts ON contacts.id = contact_candidates.contact',
    credits: 'contact_candidates',
  },
] as const;

const wantedOf = ({ facts }: Plan): ContactFact[] => CONTACT_FACTS.filter((fact) => facts.has(fact));

export const contactFacts = ({ sql, plan, keys, groups }: Source): void => {
  const credit = COLUMN[plan.query.model[0] as Model];
  const day = plan.query.basis === 'lead' ? 'lead_day' : 'day';
  const wanted = wantedOf(plan);
  for (const { from, credits } of SHARES) {
    const sums = wanted.map((fact) => `sum(${credits}.share * (${AMOUNTS[fact]}))`);
    const cursor = sql
      .exec(
        `SELECT ${credits}.${credit}_ad, ${plan.needs.day ? `contacts.${day}` : '0'}, ${sums.join(', ')} FROM ${from}
         WHERE contacts.${day} BETWEEN ? AND ? GROUP BY 1, 2`,
        plan.from,
        plan.to,
      )
      .raw<number[]>();
    for (const [entry, onDay, ...amounts] of cursor as Iterable<[number, number, ...number[]]>) {
      const group = keys.idOf(entry, onDay);
      for (const [index, fact] of wanted.entries()) groups.add(group, fact, amounts[index] as number);
    }
  }
};

type CreditedRow = Pick<VisitValues, 'landing' | 'device' | 'country' | 'form' | 'variant'> & {
  entry: number;
  on_day: number;
  at: number;
  pages: string;
} & Record<ContactFact, number>;

/**
 * The same where a visit's own dimensions are asked: they are those of the visit the model credits, '' where a call was
 * nobody's visit. The form is the contact's own; the hour is that of the contact, or of its lead when that is the basis.
 */
export const contactFactsByVisit = (
  { sql, plan, keys, groups }: Source,
  { calendar, asked }: { calendar: Calendar; asked: ReadonlySet<Dimension> },
): void => {
  const credit = COLUMN[plan.query.model[0] as Model];
  const day = plan.query.basis === 'lead' ? 'lead_day' : 'day';
  const wanted = wantedOf(plan);
  const ofVisit = (column: 'landing' | 'device' | 'country' | 'page'): string =>
    asked.has(column) ? `coalesce(visits.${column === 'page' ? 'pages' : column}, '')` : `''`;
  const joinsVisits = (['landing', 'device', 'country', 'page'] as const).some((column) => asked.has(column));
  const joinsLeads = asked.has('hour') && plan.query.basis === 'lead';
  for (const { from, credits } of SHARES) {
    const cursor = sql.exec<CreditedRow>(
      `SELECT ${credits}.${credit}_ad AS entry, contacts.${day} AS on_day,
         ${joinsLeads ? 'coalesce(leads.at, contacts.at)' : 'contacts.at'} AS at, contacts.form, contacts.variant,
         ${ofVisit('landing')} AS landing, ${ofVisit('device')} AS device, ${ofVisit('country')} AS country, ${ofVisit('page')} AS pages,
         ${wanted.map((fact) => `${credits}.share * (${AMOUNTS[fact]}) AS ${fact}`).join(', ')}
       FROM ${from} ${joinsVisits ? `LEFT JOIN visits ON visits.id = ${credits}.${credit}_visit` : ''}
         ${joinsLeads ? 'LEFT JOIN contacts AS leads ON leads.id = contacts.lead' : ''}
       WHERE contacts.${day} BETWEEN ? AND ?`,
      plan.from,
      plan.to,
    );
    for (const row of cursor) {
      const { entry, on_day, at, pages, landing, device, country, form, variant } = row;
      const hour = asked.has('hour') ? hourLabel(calendar.hourOf(at)) : '';
      const values: VisitValues = { ...NO_VALUES, landing, device, country, form, variant, hour };
      // A lead whose visit saw several pages counts in the row of each; one that saw none, in a row of its own.
      const paths = pages ? new Set((JSON.parse(pages) as PageSeen[]).map(([, path]) => path)) : NO_PATHS;
      const rows = new Set(
        [...(paths.size > 0 ? paths : NO_PATHS)].map((page) => keys.idOf(entry, on_day, { ...values, page })),
      );
      for (const group of rows) for (const fact of wanted) groups.add(group, fact, row[fact]);
    }
  }
};

const NO_PATHS: ReadonlySet<string> = new Set(['']);
