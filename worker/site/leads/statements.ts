import type { LeadChange, Sale } from '../../../shared/leads.ts';
import type { FieldError } from '../intake.ts';
import { derivePersons, type PersonContext } from '../person.ts';
import { type FoundLead, findLead } from './find.ts';
import { changeLead, deleteEntry, losesSales } from './log.ts';
import { mergeLeads, splitContact, unmerge, unsplit } from './merging.ts';
import { deleteSale, writeSale } from './sales.ts';
import { settleSale } from './settleSale.ts';

/** What people state about one lead, and take back: each with all that follows of it, or nothing at all. */

export type Statement =
  | { what: 'change'; change: LeadChange }
  | { what: 'undo'; entry: string }
  | { what: 'sale'; sale: Sale }
  | { what: 'removeSale'; sale: string }
  | { what: 'merge'; with: string }
  | { what: 'unmerge'; merge: string }
  | { what: 'split'; contact: string }
  | { what: 'unsplit'; contact: string };

export interface StatementRequest {
  /** The lead's id, or that of any of its contacts. */
  lead: string;
  statement: Statement;
  /** The label of the asking token. */
  by: string;
  /** By our clock, ms since 1970. */
  now: number;
}

export type StatementResult =
  /** With the id of what was written or taken away: the lead's, a sale's, a merge's, a contact's. */
  | { state: 'new' | 'changed' | 'same'; id: string }
  | { state: 'notFound' }
  | { state: 'invalid'; errors: FieldError[] };

const NOT_FOUND: StatementResult = { state: 'notFound' };
const invalid = (field: string, detail: string): StatementResult => ({ state: 'invalid', errors: [{ field, detail }] });

/** @param newId gives ids, that of a later moment (ms since 1970) the greater. Must run in a transaction. */
export const takeStatement = (
  context: PersonContext,
  { lead: alias, statement, by, now }: StatementRequest,
  newId: (time: number) => string,
): StatementResult => {
  const { sql } = context;
  const lead = findLead(sql, alias);
  if (!lead) return NOT_FOUND;
  const takenBack = (isDone: boolean, id: string): StatementResult => (isDone ? { state: 'changed', id } : NOT_FOUND);
  switch (statement.what) {
    case 'change': {
      const changed = changeLead(context, { alias, lead, change: statement.change, by, now, newId });
      return changed.state === 'invalid' ? changed : { ...changed, id: lead.id };
    }
    case 'undo':
      return undo(context, statement.entry, lead);
    case 'sale':
      return sell(context, { alias, sale: statement.sale, by, now, newId });
    case 'removeSale':
      return takenBack(removeSale(context, statement.sale, lead.id), statement.sale);
    case 'merge':
      return mergeLeads(context, statement.with, { alias, by, now });
    case 'unmerge':
      return takenBack(unmerge(context, statement.merge, lead.id), statement.merge);
    case 'split':
      return splitContact(context, statement.contact, { alias, by, now });
    case 'unsplit':
      return takenBack(unsplit(context, statement.contact), statement.contact);
  }
};

const undo = (context: PersonContext, entry: string, lead: FoundLead): StatementResult => {
  const { sql } = context;
  const isTheirs =
    sql
      .exec(
        'SELECT 1 FROM lead_log JOIN contacts ON contacts.id = contact WHERE lead_log.id = ? AND lead = ?',
        entry,
        lead.id,
      )
      .toArray().length > 0;
  if (isTheirs && losesSales(context, lead, entry))
    return invalid('entry', 'without it the lead is spam, and it has sales: remove them first');
  const contact = isTheirs ? deleteEntry(sql, entry) : null;
  if (contact === null) return NOT_FOUND;
  derivePersons(context, [contact]);
  return { state: 'changed', id: entry };
};

const removeSale = (context: PersonContext, sale: string, lead: string): boolean => {
  const { sql } = context;
  const isTheirs = sql.exec('SELECT 1 FROM sales WHERE id = ? AND lead = ?', sale, lead).toArray().length > 0;
  const contact = isTheirs ? deleteSale(sql, sale) : null;
  if (contact === null) return false;
  derivePersons(context, [contact]);
  return true;
};

interface Selling {
  alias: string;
  sale: Sale;
  by: string;
  now: number;
  newId: (time: number) => string;
}

const sell = (context: PersonContext, { alias, sale, by, now, newId }: Selling): StatementResult => {
  const { sql, settings, calendar } = context;
  const lead = findLead(sql, alias);
  if (!lead) return NOT_FOUND;
  const { id = newId(now) } = sale;
  const [known] = sql.exec<{ origin: string; day: number }>('SELECT origin, day FROM sales WHERE id = ?', id).toArray();
  if (known && known.origin !== '') return invalid('id', `is a sale of ${known.origin}'s, to be corrected there`);
  const isSpam = sql.exec(`SELECT 1 FROM leads WHERE id = ? AND stage = 'spam'`, lead.id).toArray().length > 0;
  if (isSpam) return invalid('stage', 'the lead is spam: state another stage first');
  // The same again on another day, with no day stated, is still the same.
  const today = calendar.dayOf(now);
  const settled = settleSale(sale, { lead, settings, today: sale.day === undefined ? (known?.day ?? today) : today });
  if (settled.state === 'invalid') return settled;
  const { state, touched } = writeSale(sql, { ...settled.sale, id, contact: alias, by, origin: '' }, now);
  derivePersons(context, touched);
  return { state, id };
};
