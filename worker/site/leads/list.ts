import { idTime } from '../../../shared/ids.ts';
import type { LeadsAnswer } from '../../../shared/leadStory.ts';
import type { Stage } from '../../../shared/leads.ts';
import { type ListedLead, leadOfRow, SELECT_LEADS, type StoryContext } from './story.ts';

/** The inbox: leads newest first, all of them or those that fit. */

export interface LeadsPage {
  /** Only leads older than this one, by id; for the next page. */
  before?: string | undefined;
  limit: number;
  /** Spam is listed only where it is asked for. */
  stage?: Stage | undefined;
  /** '' for nobody's. */
  owner?: string | undefined;
  /** Only those whose time to be answered is over, and that nobody has answered. */
  overdue?: boolean | undefined;
  /** Of the last non-direct source, whatever its case. */
  channel?: string | undefined;
  source?: string | undefined;
  /** Part of a phone number, an e-mail address or a name of any of its contacts. */
  q?: string | undefined;
}

type Condition = [sql: string, ...bindings: SqlStorageValue[]];

const conditionsOf = ({ sql, now }: StoryContext, page: LeadsPage): Condition[] => {
  const { before, stage, owner, overdue, channel, source, q } = page;
  const conditions: Condition[] = [stage === undefined ? [`stage <> 'spam'`] : ['stage = ?', stage]];
  if (before) {
    // One that is no more has its time in its id, near enough: a page must not begin from the newest again.
    const [known] = sql.exec<{ at: number }>('SELECT at FROM contacts WHERE id = ?', before).toArray();
    conditions.push(['(leads.at, leads.id) < (?, ?)', known?.at ?? idTime(before), before]);
  }
  if (owner !== undefined) conditions.push(['owner = ?', owner]);
  if (overdue) conditions.push(['due_at < ? AND responded_at IS NULL', now]);
  if (channel !== undefined) conditions.push(['lower(channel) = lower(?)', channel]);
  if (source !== undefined) conditions.push(['lower(source) = lower(?)', source]);
  if (q !== undefined)
    conditions.push(['leads.id IN (SELECT value FROM json_each(?))', JSON.stringify([...leadsFound(sql, q)])]);
  return conditions;
};

export const listLeads = (context: StoryContext, page: LeadsPage): LeadsAnswer => {
  const conditions = conditionsOf(context, page);
  const rows = context.sql
    .exec<ListedLead>(
      `${SELECT_LEADS} ${conditions.map(([condition]) => `AND ${condition}`).join(' ')}
       ORDER BY leads.at DESC, leads.id DESC LIMIT ?`,
      ...conditions.flatMap(([, ...bindings]) => bindings),
      page.limit + 1,
    )
    .toArray();
  const leads = rows.slice(0, page.limit).map((row) => leadOfRow(context, row));
  const last = leads.at(-1);
  return { leads, ...(rows.length > page.limit && last && { next: last.lead }) };
};

/** Fewer digits than this are in nearly every number. */
const FEWEST_DIGITS = 3;

/** Leads with a contact whose phone, e-mail or name has the text in it. SQLite knows capital letters of English only. */
const leadsFound = (sql: SqlStorage, q: string): Set<string> => {
  const text = q.trim().toLowerCase();
  const digits = /^[\d\s()+.-]+$/.test(text) ? text.replace(/\D/g, '') : '';
  const rows = sql.exec<{ lead: string; phone: string; email: string; name: string | null }>(
    `SELECT lead, phone, email, iif(body = '', NULL, body ->> '$.fields.name') AS name
     FROM contact_details CROSS JOIN contacts USING (id) WHERE lead <> ''`,
  );
  const found = new Set<string>();
  for (const { lead, phone, email, name } of rows) {
    const isNumber = digits.length >= FEWEST_DIGITS && phone.includes(digits);
    if (isNumber || email.includes(text) || name?.toLowerCase().includes(text)) found.add(lead);
  }
  return found;
};
