import { isErased } from '../privacy/erase.ts';

/** A lead by its id or that of any of its contacts. */
export interface FoundLead {
  id: string;
  /** When it began, ms since 1970, and on which day at the site. */
  at: number;
  day: number;
}

/** Null where there is none: the id is unknown, the call too short to be a lead's, or the person was erased. */
export const findLead = (sql: SqlStorage, alias: string): FoundLead | null => {
  const [found] = sql
    .exec<{ id: string; at: number; day: number }>(
      'SELECT leads.id, leads.at, leads.day FROM contacts JOIN leads ON leads.id = contacts.lead WHERE contacts.id = ?',
      alias,
    )
    .toArray();
  return found && !isErased(sql, alias) ? found : null;
};
