import type { Language } from '../../shared/settings.ts';
import type { RawRow } from './collect.ts';
import {
  type DateReading,
  type DayOrder,
  decideOrder,
  type Period,
  periodOf,
  readCalendarWord,
  readDate,
} from './dates.ts';
import { quote } from './problems.ts';
import { type AdSystemTable, CALENDAR_FIELDS, type CalendarField, type Field } from './system.ts';

/** Which day or period each row of a file is for. */

export type When = { day: string } | Period;
export type WhenRead = When | { field: Field | undefined; refused: string };

export type ReadWhen = (cells: RawRow['cells']) => WhenRead;

interface About {
  fields: ReadonlySet<Field>;
  /** What the report says it covers. */
  period: Period | undefined;
  language: Language;
  /** What is known of the system's dates. */
  table: Pick<AdSystemTable, 'dayOrder' | 'dayMayBePeriod'>;
}

const asDay = ({ from, to }: Period): When => (from === to ? { day: from } : { from, to });

/** A report that begins amid a month has only the rest of it in that month's row. */
const clip = (period: Period, within: Period | undefined): Period => ({
  from: within && within.from > period.from ? within.from : period.from,
  to: within && within.to < period.to ? within.to : period.to,
});

/** The date columns that matter, finest first: the day, else from and to, else the finest stretch of the calendar. */
const dateFields = (fields: ReadonlySet<Field>): readonly Field[] => {
  if (fields.has('day')) return ['day'];
  if (fields.has('from') && fields.has('to')) return ['from', 'to'];
  const stretch = CALENDAR_FIELDS.find((field) => fields.has(field));
  return stretch ? [stretch] : [];
};

/** Reads all dates of the file for the order they are in; `refused` if that cannot be known. */
export const decideWhen = (
  rows: readonly RawRow[],
  about: About,
): { read: ReadWhen } | { line: number; field: Field; refused: string } => {
  const { period } = about;
  const fields = dateFields(about.fields);
  if (fields.length === 0) {
    return { read: () => (period ? asDay(period) : { field: undefined, refused: 'has no day' }) };
  }

  // A file has few different days, each many times.
  const known = new Map<string, DateReading | undefined>();
  const dateIn = (field: Field, cells: RawRow['cells']): DateReading | undefined => {
    const cell = cells[field] ?? '';
    if (!known.has(cell)) known.set(cell, readDate(cell));
    return known.get(cell);
  };

  for (const { cells } of rows) for (const field of fields) dateIn(field, cells);
  const readings = [...known.values()].filter((date) => date !== undefined);
  const order: DayOrder | undefined = decideOrder(readings, {
    period,
    language: about.language,
    usual: about.table.dayOrder,
  });
  if (!order) {
    const field = fields[0]!;
    const line = rows.find(({ cells }) => dateIn(field, cells))?.line ?? rows[0]!.line;
    return {
      line,
      field,
      refused: 'every date of the file can be day/month or month/day: export it with dates such as 2026-03-29',
    };
  }

  const dayIn = (field: Field, cells: RawRow['cells']): string | undefined => dateIn(field, cells)?.[order];
  const bad = (field: Field, cells: RawRow['cells']): WhenRead => ({
    field,
    refused: `${quote(cells[field] ?? '')} is not a date${dateIn(field, cells) ? ' in the order of the others' : ''}`,
  });

  const readStretch =
    (field: CalendarField) =>
    (cells: RawRow['cells']): WhenRead => {
      const day = dayIn(field, cells);
      const stretch = day ? periodOf(field, day) : readCalendarWord(field, cells[field] ?? '');
      if (!stretch) return bad(field, cells);
      const part = clip(stretch, period);
      return part.from <= part.to ? asDay(part) : { field, refused: 'lies outside the period of the report' };
    };
  const [field] = fields;
  if (field !== 'day' && field !== 'from') return { read: readStretch(field as CalendarField) };
  if (field === 'day') {
    const coversPeriod =
      about.table.dayMayBePeriod &&
      period &&
      period.from < period.to &&
      readings.every((date) => date[order] === period.from);
    return {
      read: (cells) => {
        const day = dayIn('day', cells);
        if (!day) return bad('day', cells);
        return coversPeriod ? asDay(period) : { day };
      },
    };
  }
  return {
    read: (cells) => {
      const from = dayIn('from', cells);
      const to = dayIn('to', cells);
      if (!from) return bad('from', cells);
      if (!to) return bad('to', cells);
      return from <= to ? asDay({ from, to }) : { field: 'to', refused: 'lies before the start' };
    },
  };
};
