import type { SpendAnswer, Vat } from '../../shared/spend.ts';
import { dateOfDay } from './days.ts';
import type { FieldError } from './intake.ts';
import type { SpendKeyRow } from './join.ts';
import { nameKey, type SpendCell, writeCells } from './spendCells.ts';
import { type DailySpend, type PlacedRow, type SpendKey, type SpendMoney, settleRows } from './spendRows.ts';
import { type KeyChange, type RowChange, remember } from './spendUndo.ts';

/** Spend is upserted by (origin, day, key): the same file twice changes nothing, a corrected file corrects. */

export interface SpendUploadRequest {
  origin: string;
  rows: PlacedRow[];
  currency?: string | undefined;
  rate?: string | undefined;
  vat?: Vat | undefined;
  /** What a file's own header says of it: counts where the site says how much the tax is, else amounts stand as they are. */
  vatOfFile?: Vat | undefined;
  /** The file's name, if it was told. */
  file?: string | undefined;
  /** Who uploads, if it is known. */
  by?: string | undefined;
  dryRun: boolean;
  /** Rows of this origin and these days that the upload does not have are removed. */
  replace: boolean;
}

export type SpendResult =
  | { state: 'stored'; answer: Omit<SpendAnswer, 'columns'> }
  | { state: 'invalid'; errors: FieldError[] };

type StoredRow = {
  day: number;
  id: number;
  key: string;
  campaign: string;
  campaign_id: string;
  ad: string;
  ad_id: string;
  cost: number;
  impressions: number;
  clicks: number;
  amount: number | null;
  currency: string | null;
  rate: string | null;
  period_from: number | null;
  period_to: number | null;
  agency: string;
};

interface Range {
  from: number;
  to: number;
}

/** How many of the missing rows are named. */
const MOST_NAMED = 200;

const storedBetween = (sql: SqlStorage, origin: string, from: number, to: number): Map<string, StoredRow> => {
  const rows = sql.exec<StoredRow>(
    `SELECT day, spend_keys.id, spend_keys.key, campaign, campaign_id, ad, ad_id, cost, impressions, clicks, amount, currency,
       rate, period_from, period_to, agency
     FROM spend JOIN spend_keys ON spend_keys.id = spend.key WHERE origin = ? AND day BETWEEN ? AND ?`,
    origin,
    from,
    to,
  );
  const stored = new Map<string, StoredRow>();
  for (const row of rows) stored.set(`${row.day}/${row.key}`, row);
  return stored;
};

const same = (row: StoredRow, next: DailySpend): boolean =>
  row.cost === next.cost &&
  row.impressions === next.impressions &&
  row.clicks === next.clicks &&
  row.amount === next.amount &&
  row.currency === next.currency &&
  row.rate === next.rate &&
  row.period_from === next.periodFrom &&
  row.period_to === next.periodTo &&
  row.agency === next.agency;

/** Whether all of a stored row's period lies in the upload's days. */
const within = ({ period_from, period_to }: StoredRow, { from, to }: Range): boolean =>
  period_from === null || (period_from >= from && (period_to as number) <= to);

/** A stored period may be replaced whole, by the same period or with `replace` by finer rows, and never in part. */
const overlapErrors = (
  stored: Map<string, StoredRow>,
  daily: readonly DailySpend[],
  replaced: Range | null,
): FieldError[] => {
  const told = new Map<string, string>();
  for (const next of daily) {
    const row = stored.get(`${next.day}/${next.key.key}`);
    if (!row || (row.period_from === next.periodFrom && row.period_to === next.periodTo)) continue;
    // A day for a day is a correction.
    if (row.period_from === row.period_to && next.periodFrom === next.periodTo) continue;
    if (replaced && within(row, replaced)) continue;
    const period =
      row.period_from === null
        ? dateOfDay(row.day)
        : `${dateOfDay(row.period_from)} to ${dateOfDay(row.period_to as number)}`;
    const name = next.key.campaign || next.key.campaignId || next.key.source || next.key.system;
    if (!told.has(next.place)) told.set(next.place, `${name}: overlaps what is stored for ${period}`);
  }
  return [...told].slice(0, 100).map(([field, detail]) => ({ field, detail }));
};

/** What a key is called; all else of it is the key itself. */
type Names = Pick<SpendKey, 'campaign' | 'group' | 'ad'>;

/** Enters new keys and new names of known ones. Ids of all keys by their texts, and how it was before. */
const enterKeys = (
  sql: SqlStorage,
  origin: string,
  keys: Iterable<SpendKey>,
): { ids: Map<string, number>; changes: KeyChange[] } => {
  const known = new Map<string, Names & { id: number }>();
  for (const row of sql.exec<Names & { id: number; key: string }>(
    'SELECT id, key, campaign, ad_group AS "group", ad FROM spend_keys WHERE origin = ?',
    origin,
  ))
    known.set(row.key, row);
  const ids = new Map<string, number>();
  const changes: KeyChange[] = [];
  for (const key of keys) {
    if (ids.has(key.key)) continue;
    const before = known.get(key.key);
    if (before) {
      ids.set(key.key, before.id);
      if (before.campaign === key.campaign && before.group === key.group && before.ad === key.ad) continue;
      nameKey(sql, before.id, [key.campaign, key.group, key.ad]);
      changes.push([before.id, [before.campaign, before.group, before.ad]]);
      continue;
    }
    const { id } = sql
      .exec<{ id: number }>(
        `INSERT INTO spend_keys (origin, key, kind, system, source, medium, campaign, campaign_id, ad_group, group_id, ad, ad_id)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
        origin,
        key.key,
        key.kind,
        key.system,
        key.source,
        key.medium,
        key.campaign,
        key.campaignId,
        key.group,
        key.groupId,
        key.ad,
        key.adId,
      )
      .one();
    ids.set(key.key, id);
    changes.push([id, null]);
  }
  return { ids, changes };
};

const cellOf = (row: StoredRow): SpendCell => [
  row.cost,
  row.impressions,
  row.clicks,
  row.amount,
  row.currency,
  row.rate,
  row.period_from,
  row.period_to,
  row.agency,
];
const nextCell = (row: DailySpend): SpendCell => [
  row.cost,
  row.impressions,
  row.clicks,
  row.amount,
  row.currency,
  row.rate,
  row.periodFrom,
  row.periodTo,
  row.agency,
];

/** Must run in a transaction: an upload is stored whole or not at all. */
export const uploadSpend = (
  sql: SqlStorage,
  site: SpendMoney,
  request: SpendUploadRequest,
  now: number,
): SpendResult => {
  const { currency, rate, vat = site.vat ? request.vatOfFile : undefined } = request;
  const { daily, errors } = settleRows(request.rows, site, { currency, rate, vat });
  if (errors.length > 0) return { state: 'invalid', errors: errors.slice(0, 100) };
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { day } of daily) [from, to] = [Math.min(from, day), Math.max(to, day)];

  const stored = storedBetween(sql, request.origin, from, to);
  const overlaps = overlapErrors(stored, daily, request.replace ? { from, to } : null);
  if (overlaps.length > 0) return { state: 'invalid', errors: overlaps };

  const changed: DailySpend[] = [];
  const before = new Map<DailySpend, SpendCell>();
  let [added, unchanged] = [0, 0];
  for (const next of daily) {
    const key = `${next.day}/${next.key.key}`;
    const row = stored.get(key);
    stored.delete(key);
    if (row && same(row, next)) unchanged += 1;
    else {
      if (row) before.set(next, cellOf(row));
      else added += 1;
      changed.push(next);
    }
  }
  // What is left was not in the upload. A period that reaches beyond the upload's days is none of its business.
  const missing = [...stored.values()].filter((row) => within(row, { from, to }));
  const cost = daily.reduce((sum, row) => sum + row.cost, 0);
  let upload: number | undefined;
  if (!request.dryRun) {
    // Names may be new even where amounts are not.
    const { ids, changes } = enterKeys(
      sql,
      request.origin,
      daily.map(({ key }) => key),
    );
    const idOf = (row: DailySpend): number => ids.get(row.key.key) as number;
    const removed: RowChange[] = request.replace ? missing.map((row) => [row.day, row.id, cellOf(row)]) : [];
    writeCells(sql, [
      ...changed.map((row): RowChange => [row.day, idOf(row), nextCell(row)]),
      ...removed.map(([day, key]): RowChange => [day, key, null]),
    ]);
    upload = remember(
      sql,
      {
        at: now,
        by: request.by ?? '',
        origin: request.origin,
        file: request.file ?? '',
        rows: request.rows.length,
        cost,
        from,
        to,
        added,
        changed: changed.length - added,
        removed: removed.length,
      },
      {
        rows: [...changed.map((row): RowChange => [row.day, idOf(row), before.get(row) ?? null]), ...removed],
        keys: changes,
      },
    );
  }
  const total = (pick: (row: DailySpend) => number): number => daily.reduce((sum, row) => sum + pick(row), 0);
  return {
    state: 'stored',
    answer: {
      dryRun: request.dryRun,
      ...(upload !== undefined && { upload }),
      origin: request.origin,
      from: dateOfDay(from),
      to: dateOfDay(to),
      rows: request.rows.length,
      cost: cost / 10_000,
      impressions: total((row) => row.impressions),
      clicks: total((row) => row.clicks),
      added,
      changed: changed.length - added,
      unchanged,
      missing: missing.slice(0, MOST_NAMED).map((row) => ({
        day: dateOfDay(row.day),
        campaign: row.campaign || row.campaign_id,
        ad: row.ad || row.ad_id,
        cost: row.cost / 10_000,
      })),
      missingCount: missing.length,
      removed: request.replace && !request.dryRun ? missing.length : 0,
      spread: daily.some(({ periodFrom }) => periodFrom !== null),
    },
  };
};

/** Everything spend was ever stated for. */
export const spendKeys = (sql: SqlStorage): SpendKeyRow[] =>
  sql
    .exec<
      Omit<SpendKeyRow, 'campaignId' | 'group' | 'groupId' | 'adId'> & {
        campaign_id: string;
        ad_group: string;
        group_id: string;
        ad_id: string;
      }
    >(
      'SELECT id, origin, kind, system, source, medium, campaign, campaign_id, ad_group, group_id, ad, ad_id FROM spend_keys ORDER BY id',
    )
    .toArray()
    .map(({ campaign_id, ad_group, group_id, ad_id, ...row }) => ({
      ...row,
      campaignId: campaign_id,
      group: ad_group,
      groupId: group_id,
      adId: ad_id,
    }));
