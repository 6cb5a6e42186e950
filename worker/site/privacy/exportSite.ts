import type { SiteSettings } from '../../../shared/settings.ts';
import { hideSecrets } from '../secrets.ts';

/**
 * The whole site as NDJSON: a line a row, `{"table": …, "row": {…}}`, the settings first, without secrets. Read in pages
 * by each table's primary key, the next when the receiver has taken the one before, so that neither a million visits are
 * in memory nor recording waits. Rows that change meanwhile are told as they are when their page is read.
 */

/** The runtime's own, and what says nothing of the site. Settings hold secrets and are told apart. */
const LEFT_OUT = ['settings', 'migrations'];

/** Rows read at a stretch: some 100 KB, a few ms. */
const PAGE = 200;

interface Table {
  name: string;
  columns: string[];
  key: string[];
}

export const tablesOf = (sql: SqlStorage): Table[] =>
  sql
    .exec<{ name: string }>(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*' ORDER BY name`,
    )
    .toArray()
    .filter(({ name }) => !LEFT_OUT.includes(name))
    .map(({ name }) => {
      const columns = sql
        .exec<{ name: string; pk: number }>('SELECT name, pk FROM pragma_table_info(?)', name)
        .toArray();
      const key = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
      return { name, columns: columns.map((column) => column.name), key: key.map((column) => column.name) };
    });

const lineOf = (table: string, row: object): string => `${JSON.stringify({ table, row })}\n`;

/** One page of a table after a key: its lines, and the last row's key if there may be more. */
const pageOf = (
  sql: SqlStorage,
  { name, columns, key }: Table,
  after: SqlStorageValue[] | null,
): { lines: string; last: SqlStorageValue[] | null } => {
  const keys = key.join(', ');
  const rows = sql
    .exec<Record<string, SqlStorageValue>>(
      `SELECT ${columns.join(', ')} FROM ${name} ${after ? `WHERE (${keys}) > (${key.map(() => '?').join(', ')})` : ''}
       ORDER BY ${keys} LIMIT ?`,
      ...(after ?? []),
      PAGE,
    )
    .toArray();
  const last = rows.length === PAGE ? rows.at(-1) : undefined;
  return {
    lines: rows.map((row) => lineOf(name, row)).join(''),
    last: last ? key.map((column) => last[column] as SqlStorageValue) : null,
  };
};

function* pages(sql: SqlStorage, settings: SiteSettings): Generator<string> {
  yield lineOf('settings', hideSecrets(settings));
  for (const table of tablesOf(sql)) {
    let after: SqlStorageValue[] | null = null;
    do {
      const { lines, last }: ReturnType<typeof pageOf> = pageOf(sql, table, after);
      if (lines !== '') yield lines;
      after = last;
    } while (after !== null);
  }
}

export const exportSite = (sql: SqlStorage, settings: SiteSettings): ReadableStream<Uint8Array> => {
  const rest = pages(sql, settings);
  const encoder = new TextEncoder();
  return new ReadableStream(
    {
      type: 'bytes',
      async pull(controller) {
        // Recording goes on between the pages.
        await new Promise((resolve) => setTimeout(resolve, 0));
        const { value, done } = rest.next();
        if (done) {
          controller.close();
          controller.byobRequest?.respond(0);
        } else controller.enqueue(encoder.encode(value));
      },
    },
    { highWaterMark: 0 },
  );
};
