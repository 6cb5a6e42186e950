import type { Stage } from '../../../shared/leads.ts';
import type { Calendar } from '../days.ts';
import type { Known, PersonContext } from '../person.ts';
import { inOrder } from './grouping.ts';
import { promiseOf } from './promise.ts';
import { deriveSales, momentOfSale, readSales, type StoredSale } from './sales.ts';
import { type ReachedStage, type StatedStage, standingOf } from './stages.ts';

/**
 * What follows of one person's leads: their rows in `leads`, what their sales are, and which lead each call from our side
 * is of. Everything is told from contacts, calls, and what was stated of any of the person's contacts.
 */

export type LeadRow = {
  id: string;
  at: number;
  day: number;
  stage: Stage;
  owner: string;
  product: string;
  loss_reason: string;
  /** In 1/10 000. */
  value: number;
  mql_day: number | null;
  sql_day: number | null;
  opportunity_day: number | null;
  won_day: number | null;
  lost_day: number | null;
  due_at: number | null;
  responded_at: number | null;
  /** JSON, by action the first day. */
  actions: string;
};

export const LEAD_COLUMNS = [
  'id',
  'at',
  'day',
  'stage',
  'owner',
  'product',
  'loss_reason',
  'value',
  'mql_day',
  'sql_day',
  'opportunity_day',
  'won_day',
  'lost_day',
  'due_at',
  'responded_at',
  'actions',
] as const satisfies readonly (keyof LeadRow)[];

/** An entry of `lead_log`, in the order in which it stands. */
type Stated = {
  id: string;
  contact: string;
  at: number;
  kind: string;
  value: string;
  reason: string;
};

type OutboundCall = { id: string; at: number; lead: string };

/** A lead with all that belongs to it. */
interface Members {
  first: Known;
  contacts: Known[];
  stated: Stated[];
  sales: StoredSale[];
}

/**
 * @param contacts all the person's
 * @param leadOf the lead of each contact that belongs to one, as its first contact
 * @returns ids of the leads that are spam
 */
export const deriveLeads = (
  context: PersonContext,
  contacts: readonly Known[],
  leadOf: ReadonlyMap<string, Known>,
): ReadonlySet<string> => {
  const { sql, calendar } = context;
  const ids = JSON.stringify(contacts.map(({ id }) => id));
  const members = membersOf(contacts, leadOf);
  /** What was stated of a contact that belongs to no lead any more is the person's earliest lead's. */
  const homeOf = (contact: string): Members | undefined =>
    members.get(leadOf.get(contact)?.id ?? '') ?? members.values().next().value;
  for (const stated of readStated(sql, ids)) homeOf(stated.contact)?.stated.push(stated);
  const sales = readSales(sql, ids);
  for (const sale of sales) homeOf(sale.contact)?.sales.push(sale);
  const outbound = readOutbound(sql, ids);

  const rows = [...members.values()].map((lead) => rowOf(context, lead, outbound));
  writeLeads(sql, ids, rows);
  const spam = new Set(rows.filter(({ stage }) => stage === 'spam').map(({ id }) => id));
  if (sales.length > 0) {
    deriveSales(context, sales, {
      person: [...contacts].sort(inOrder)[0]?.id ?? '',
      leadOf: (sale) => {
        const first = homeOf(sale.contact)?.first;
        return first ? { id: first.id, day: calendar.dayOf(first.at), isSpam: spam.has(first.id) } : null;
      },
    });
  }
  for (const call of outbound) {
    const lead = rows.findLast(({ at }) => at <= call.at)?.id ?? '';
    if (lead !== call.lead) sql.exec('UPDATE calls SET lead = ? WHERE id = ?', lead, call.id);
  }
  return spam;
};

/** The person's leads, the earliest first. */
const membersOf = (contacts: readonly Known[], leadOf: ReadonlyMap<string, Known>): Map<string, Members> => {
  const members = new Map<string, Members>();
  for (const contact of [...contacts].sort(inOrder)) {
    const first = leadOf.get(contact.id);
    if (!first) continue;
    const known = members.get(first.id);
    if (known) known.contacts.push(contact);
    else members.set(first.id, { first, contacts: [contact], stated: [], sales: [] });
  }
  return members;
};

const readStated = (sql: SqlStorage, contacts: string): Stated[] =>
  sql
    .exec<Stated>(
      `SELECT lead_log.id, contact, at, kind, lead_log.value, reason FROM json_each(?) CROSS JOIN lead_log ON contact = json_each.value
       WHERE kind <> 'note' ORDER BY at, lead_log.id`,
      contacts,
    )
    .toArray();

/** Calls from our side to the person's telephones; of a person who was erased, those that were to theirs. */
const readOutbound = (sql: SqlStorage, contacts: string): OutboundCall[] =>
  sql
    .exec<OutboundCall>(
      `WITH keys AS (
         SELECT DISTINCT identities.key FROM json_each(?) CROSS JOIN identities INDEXED BY identities_by_contact ON contact = json_each.value
       ) SELECT id, ringing_at AS at, lead FROM keys
         CROSS JOIN calls ON phone = iif(key GLOB 'phone:*', substr(key, 7), key) WHERE direction = 'out'`,
      contacts,
    )
    .toArray()
    .sort(inOrder);

const last = (stated: readonly Stated[], kind: string): string =>
  stated.findLast((entry) => entry.kind === kind)?.value ?? '';

export const stagesOf = (
  calendar: Calendar,
  { stated, sales }: { stated: readonly Omit<Stated, 'contact'>[]; sales: readonly StoredSale[] },
): { stated: StatedStage[]; sales: { at: number }[] } => ({
  stated: stated
    .filter(({ kind }) => kind === 'stage')
    .map(({ id, at, value, reason }) => ({ id, at, stage: value as Stage, reason })),
  sales: sales.map((sale) => ({ at: momentOfSale(calendar, sale) })),
});

const rowOf = (
  { calendar, settings }: PersonContext,
  { first, contacts, stated, sales }: Members,
  outbound: readonly OutboundCall[],
): LeadRow => {
  const dayOf = (time: number): number => calendar.dayOf(Math.max(time, first.at));
  const stages = stagesOf(calendar, { stated, sales });
  const standing = standingOf({ at: first.at, startingStage: first.row.starting_stage, ...stages });
  const reachedDay = (stage: ReachedStage): number | null => {
    const at = standing.reached[stage];
    return at === undefined ? null : dayOf(at);
  };
  const { dueAt, respondedAt } = promiseOf(
    {
      at: first.at,
      contacts: contacts.map(({ id, at, row, call }) => ({
        id,
        at,
        kind: row.kind,
        wanted: row.wanted,
        call: call?.record ?? null,
      })),
      stages: [...stages.stated, ...stages.sales.map(({ at }) => ({ at, stage: 'won' as const }))],
      outbound,
    },
    settings,
  );
  const actions: Record<string, number> = {};
  for (const { kind, value, at } of stated) if (kind === 'action') actions[value] ??= dayOf(at);
  return {
    id: first.id,
    at: first.at,
    day: dayOf(first.at),
    stage: standing.stage,
    owner: last(stated, 'owner'),
    product: last(stated, 'product'),
    loss_reason: standing.lossReason,
    value: Number(last(stated, 'value')),
    mql_day: reachedDay('mql'),
    sql_day: reachedDay('sql'),
    opportunity_day: reachedDay('opportunity'),
    won_day: reachedDay('won'),
    lost_day: reachedDay('lost'),
    due_at: dueAt,
    responded_at: respondedAt,
    actions: JSON.stringify(actions),
  };
};

/** Writes only the rows that differ, and removes those of leads that are no more. */
const writeLeads = (sql: SqlStorage, contacts: string, rows: readonly LeadRow[]): void => {
  const stored = new Map(
    sql
      .exec<LeadRow>(
        `SELECT ${LEAD_COLUMNS.map((column) => `leads.${column}`).join(', ')} FROM json_each(?)
         CROSS JOIN leads ON leads.id = json_each.value`,
        contacts,
      )
      .toArray()
      .map((row) => [row.id, row]),
  );
  for (const row of rows) {
    const before = stored.get(row.id);
    stored.delete(row.id);
    if (before && LEAD_COLUMNS.every((column) => before[column] === row[column])) continue;
    sql.exec(
      `INSERT OR REPLACE INTO leads (${LEAD_COLUMNS.join(', ')}) VALUES (${LEAD_COLUMNS.map(() => '?').join(', ')})`,
      ...LEAD_COLUMNS.map((column) => row[column]),
    );
  }
  for (const id of stored.keys()) sql.exec('DELETE FROM leads WHERE id = ?', id);
};
