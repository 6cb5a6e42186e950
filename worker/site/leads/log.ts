import type { LeadChange, LogEntry, Stage } from '../../../shared/leads.ts';
import type { FieldError } from '../intake.ts';
import { storedAmount } from '../money.ts';
import { derivePerson, type PersonContext } from '../person.ts';
import { stagesOf } from './derive.ts';
import type { FoundLead } from './find.ts';
import { readSales, type StoredSale } from './sales.ts';
import { standingOf, until } from './stages.ts';

/** What people state about leads: each statement an entry of `lead_log`, which can be undone by itself. */

export interface Entry {
  id: string;
  /** Any contact of the lead. */
  contact: string;
  /** When it happened, ms since 1970. */
  at: number;
  kind: LogEntry['kind'];
  /** A stage, a name, an amount in 1/10 000, an action or a text; '' takes back. */
  value: string;
  /** Of a stage `lost`. */
  reason: string;
  by: string;
  /** '' for people, else the CRM it came from. */
  origin: string;
}

export interface Written {
  state: 'new' | 'changed' | 'same';
  /** Contacts whose persons are to be derived anew; more than one where the row hung on another before. */
  touched: string[];
}

type EntryRow = Omit<Entry, 'by'> & { stated_by: string };

/**
 * Writes an entry by its id: the same again changes nothing, another content corrects. When it was first recorded stands.
 * The caller derives the persons it touched, at the end and each once (`derivePersons`). Must run in a transaction.
 */
export const writeEntry = (sql: SqlStorage, entry: Entry, now: number): Written => {
  const { id, contact, at, kind, value, reason, by, origin } = entry;
  const [known] = sql
    .exec<EntryRow>('SELECT id, contact, at, kind, value, reason, stated_by, origin FROM lead_log WHERE id = ?', id)
    .toArray();
  if (known) {
    const { stated_by: _, ...before } = known;
    const isSame = (Object.keys(before) as (keyof typeof before)[]).every((column) => before[column] === entry[column]);
    if (isSame) return { state: 'same', touched: [] };
  }
  sql.exec(
    `INSERT INTO lead_log (id, contact, at, kind, value, reason, stated_by, origin, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET contact = excluded.contact, at = excluded.at, kind = excluded.kind,
       value = excluded.value, reason = excluded.reason, stated_by = excluded.stated_by, origin = excluded.origin`,
    id,
    contact,
    at,
    kind,
    value,
    reason,
    by,
    origin,
    now,
  );
  return {
    state: known ? 'changed' : 'new',
    touched: known && known.contact !== contact ? [contact, known.contact] : [contact],
  };
};

/** Takes an entry away. Returns the contact it hung on, whose person is to be derived anew; null if there was none. */
export const deleteEntry = (sql: SqlStorage, id: string): string | null =>
  sql.exec<{ contact: string }>('DELETE FROM lead_log WHERE id = ? RETURNING contact', id).toArray()[0]?.contact ??
  null;

/** An entry as it is read for one lead. */
export type ReadEntry = Omit<EntryRow, 'origin'> & { recorded_at: number };

/** What was stated of some contacts (a JSON list of ids), notes too, in the order in which it stands. */
export const readLog = (sql: SqlStorage, contacts: string): ReadEntry[] =>
  sql
    .exec<ReadEntry>(
      `SELECT lead_log.id, contact, at, kind, lead_log.value, reason, stated_by, recorded_at FROM json_each(?)
       CROSS JOIN lead_log ON contact = json_each.value ORDER BY at, lead_log.id`,
      contacts,
    )
    .toArray();

/** For people to read. */
export const entryOf = ({ id, kind, value, reason, at, stated_by }: ReadEntry): LogEntry => ({
  id,
  kind,
  value,
  reason,
  time: new Date(at).toISOString(),
  by: stated_by,
});

export interface ChangeRequest {
  /** The id by which the lead was asked for. */
  alias: string;
  lead: FoundLead;
  change: LeadChange;
  by: string;
  /** By our clock, ms since 1970. */
  now: number;
  /** Gives the ids of new entries: that of a later moment is the greater. */
  newId: (time: number) => string;
}

export type ChangeResult = { state: 'changed' | 'same' } | { state: 'invalid'; errors: FieldError[] };

/** Whoever's clock is ahead of ours by less is believed to mean now (ms). */
export const CLOCK_SLACK = 5 * 60_000;

/**
 * States each named part of a change anew. What stands already is not said twice; a lead that is spam is won or lost only
 * once it was reopened, and one with sales is no spam. A refused change changes nothing. Must run in a transaction.
 */
export const changeLead = (context: PersonContext, request: ChangeRequest): ChangeResult => {
  const { sql, settings, calendar } = context;
  const { alias, lead, change, by, now, newId } = request;
  const { first, ids } = contactsOfLead(sql, lead.id);
  const log = readLog(sql, ids);
  const sales = readSales(sql, ids);
  // Of two statements of one moment the later has to stand.
  const recordedAt = Math.max(now, lead.at, ...log.map(({ recorded_at }) => recorded_at + 1));
  const at = change.at === undefined ? recordedAt : Math.min(change.at, now);
  const stages = { at: lead.at, startingStage: first.starting_stage, ...stagesOf(calendar, { stated: log, sales }) };

  const errors = timeErrors(change, lead, now);
  const standing = standingOf(until(stages, at));
  if (change.stage) errors.push(...stageErrors(change.stage, standing.stage, sales));
  if (change.action !== undefined && !settings.leads.actions.some(({ id }) => id === change.action))
    errors.push({ field: 'action', detail: `"${change.action}" is no action of the site (leads.actions)` });
  if (errors.length > 0) return { state: 'invalid', errors };

  const stood = (kind: Entry['kind']): string =>
    log.findLast((entry) => entry.kind === kind && entry.at <= at)?.value ?? '';
  const isStated = (kind: Entry['kind'], value: string): boolean =>
    log.some((entry) => entry.kind === kind && entry.at === at && entry.value === value);
  const stated: Pick<Entry, 'kind' | 'value' | 'reason'>[] = [];
  const state = (kind: Entry['kind'], value: string | undefined, reason = ''): void => {
    if (value !== undefined) stated.push({ kind, value, reason });
  };
  const otherReason = change.lossReason !== undefined && change.lossReason !== standing.lossReason;
  if (change.stage && (change.stage !== standing.stage || otherReason)) state('stage', change.stage, change.lossReason);
  const details = {
    owner: change.owner,
    product: change.product,
    value: change.value === undefined ? undefined : change.value === null ? '' : String(storedAmount(change.value)),
  };
  for (const [kind, value] of Object.entries(details) as [keyof typeof details, string | undefined][])
    if (value !== stood(kind)) state(kind, value);
  // A meeting or a note may well be repeated, but at the same moment it is the same.
  for (const kind of ['action', 'note'] as const) {
    const value = change[kind];
    if (value !== undefined && !isStated(kind, value)) state(kind, value);
  }

  for (const entry of stated)
    writeEntry(sql, { ...entry, id: newId(recordedAt), contact: alias, at, by, origin: '' }, recordedAt);
  if (stated.length === 0) return { state: 'same' };
  derivePerson(context, lead.id);
  return { state: 'changed' };
};

/** Whether by the loss of one of its entries a lead with sales would become spam, and its sales be nobody's. */
export const losesSales = ({ sql, calendar }: PersonContext, lead: FoundLead, entry: string): boolean => {
  const { first, ids } = contactsOfLead(sql, lead.id);
  const sales = readSales(sql, ids);
  const log = readLog(sql, ids);
  const isSpamBy = (stated: typeof log): boolean => {
    const stages = { at: lead.at, startingStage: first.starting_stage, ...stagesOf(calendar, { stated, sales }) };
    return standingOf(stages).stage === 'spam';
  };
  return sales.length > 0 && !isSpamBy(log) && isSpamBy(log.filter(({ id }) => id !== entry));
};

const contactsOfLead = (sql: SqlStorage, lead: string): { first: { starting_stage: Stage }; ids: string } => {
  const contacts = sql
    .exec<{ id: string; starting_stage: Stage }>('SELECT id, starting_stage FROM contacts WHERE lead = ?', lead)
    .toArray();
  const first = contacts.find(({ id }) => id === lead) as { starting_stage: Stage };
  return { first, ids: JSON.stringify(contacts.map(({ id }) => id)) };
};

/** What is wrong with a stated moment of a lead. */
export const timeErrors = ({ at }: { at?: number | undefined }, lead: FoundLead, now: number): FieldError[] => {
  if (at === undefined) return [];
  if (at > now + CLOCK_SLACK) return [{ field: 'at', detail: 'lies in the future' }];
  return at < lead.at
    ? [{ field: 'at', detail: `lies before the lead began (${new Date(lead.at).toISOString()})` }]
    : [];
};

const stageErrors = (stage: Stage, standing: Stage, sales: readonly StoredSale[]): FieldError[] => {
  if (standing === 'spam' && (stage === 'won' || stage === 'lost'))
    return [{ field: 'stage', detail: 'the lead is spam: state another stage first' }];
  if (stage === 'spam' && sales.length > 0)
    return [{ field: 'stage', detail: 'the lead has sales: remove them first' }];
  return [];
};
