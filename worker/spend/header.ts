import type { Language } from '../../shared/settings.ts';
import { type CostNote, readCostNote } from './currency.ts';
import type { AdSystemTable, Field } from './system.ts';

/** Which row is the header, whose it is, and what its columns mean. */

export interface HeaderColumn {
  /** As the file writes it. */
  title: string;
  index: number;
  field?: Field;
}

export interface Header {
  table: AdSystemTable;
  columns: HeaderColumn[];
  /** Where each field that the file has is read. */
  at: Map<Field, HeaderColumn>;
  /** Other columns that could be the cost with equal right. */
  rivals: HeaderColumn[];
  /** What the cost's header says of it. */
  note: CostNote;
  language: Language;
}

/** Cyrillic letters that look like Latin ones: Google's own headers mix them (`Kлики` begins with a Latin K). */
const LOOK_ALIKE: Record<string, string> = {
  а: 'a',
  е: 'e',
  ё: 'e',
  і: 'i',
  к: 'k',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  с: 'c',
  т: 't',
  у: 'y',
  х: 'x',
};

/** What remains of a header when looks that differ without meaning are gone. */
export const fold = (title: string): string =>
  title
    .replace(/[\u200B-\u200F\uFEFF]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/[а-яё-і]/g, (letter) => LOOK_ALIKE[letter] ?? letter);

interface Meaning {
  field: Field;
  /** Place among the names of its column; the lowest is read. */
  rank: number;
  languages: Language[];
}

interface Dictionary {
  meanings: Map<string, Meaning>;
  signs: Set<string>;
  foreign: Set<string>;
}

const dictionaryOf = (table: AdSystemTable): Dictionary => {
  const meanings = new Map<string, Meaning>();
  for (const [field, names] of Object.entries(table.columns) as [
    Field,
    NonNullable<AdSystemTable['columns'][Field]>,
  ][]) {
    for (const [language, titles] of Object.entries(names) as [Language, readonly string[]][]) {
      titles.forEach((title, rank) => {
        const known = meanings.get(fold(title));
        if (known) known.languages.push(language);
        else meanings.set(fold(title), { field, rank, languages: [language] });
      });
    }
  }
  return { meanings, signs: new Set(table.signs.map(fold)), foreign: new Set(table.foreign.map(fold)) };
};

const dictionaries = new Map<AdSystemTable, Dictionary>();

const dictionary = (table: AdSystemTable): Dictionary => {
  const made = dictionaries.get(table) ?? dictionaryOf(table);
  dictionaries.set(table, made);
  return made;
};

const NOTE = /^(.*?)(?: ?\(([^()]*)\)|, ?([^()]+))$/;

interface Match {
  name: string;
  meaning: Meaning | undefined;
  note?: CostNote;
}

const matchTitle = (title: string, { meanings }: Dictionary): Match => {
  if (title.length > 200) return { name: '', meaning: undefined };
  const name = fold(title);
  const meaning = meanings.get(name);
  if (meaning) return { name, meaning };
  const parts = NOTE.exec(title.replace(/\s+/g, ' ').trim());
  const cost = parts && meanings.get(fold(parts[1]!));
  if (cost?.field !== 'cost') return { name, meaning: undefined };
  const note = readCostNote(parts?.[2] ?? parts?.[3] ?? '');
  return note ? { name: fold(parts?.[1] ?? ''), meaning: cost, note } : { name, meaning: undefined };
};

const languageOf = (meanings: readonly Meaning[]): Language => {
  const count = (language: Language): number => meanings.filter(({ languages }) => languages.includes(language)).length;
  const [en, ru, uk] = [count('en'), count('ru'), count('uk')];
  if (en > Math.max(ru, uk)) return 'en';
  return uk > ru ? 'uk' : 'ru';
};

/** The row as a header of one system's file; undefined if it is none. */
const readAs = (cells: readonly string[], table: AdSystemTable): Header | undefined => {
  const words = dictionary(table);
  const matches = cells.map((title) => matchTitle(title, words));
  const isSigned = matches.some(({ name }) => words.signs.has(name));
  if (!isSigned || matches.some(({ name }) => words.foreign.has(name))) return undefined;

  const columns: HeaderColumn[] = cells.map((title, index) => ({ title: title.trim(), index }));
  const best = new Map<Field, number[]>();
  matches.forEach(({ meaning }, index) => {
    if (!meaning) return;
    const rival = best.get(meaning.field);
    const lead = rival ? matches[rival[0]!]!.meaning!.rank - meaning.rank : 1;
    if (lead > 0) best.set(meaning.field, [index]);
    else if (lead === 0) rival!.push(index);
  });
  if (best.size < 2) return undefined;

  const at = new Map<Field, HeaderColumn>();
  for (const [field, [index]] of best) {
    const column = columns[index!]!;
    column.field = field;
    at.set(field, column);
  }
  return {
    table,
    columns,
    at,
    rivals: (best.get('cost') ?? []).slice(1).map((index) => columns[index]!),
    note: matches[at.get('cost')?.index ?? -1]?.note ?? {},
    language: languageOf([...best.values()].map(([index]) => matches[index!]!.meaning!)),
  };
};

/** The row as the header of the system that knows most of its columns. */
export const readHeader = (cells: readonly string[], tables: readonly AdSystemTable[]): Header | undefined => {
  // A table of ads has some dozens of columns; more is some other text, not worth the look.
  if (cells.length < 2 || cells.length > 500) return undefined;
  const headers = tables.map((table) => readAs(cells, table)).filter((header) => header !== undefined);
  return headers.reduce<Header | undefined>(
    (best, header) => (best && best.at.size >= header.at.size ? best : header),
    undefined,
  );
};

/** What the file lacks to be read as spend, in words. */
export const missingColumns = ({ table, at }: Header, hasPeriod: boolean): string[] => {
  const example = (field: Field): string => table.columns[field]?.en?.[0] ?? field;
  const missing: string[] = [];
  if (!at.has('cost')) missing.push(`the cost (${example('cost')})`);
  const names: readonly Field[] = ['campaign', 'campaignId', 'group', 'groupId', 'ad', 'adId'];
  if (!names.some((field) => at.has(field)))
    missing.push(`what it was spent on (${example('campaign')} or ${example('campaignId')})`);
  const isDated = (['day', 'week', 'month', 'quarter', 'year'] as const).some((field) => at.has(field));
  if (!isDated && !(at.has('from') && at.has('to')) && !hasPeriod) {
    missing.push(`the day (${example('day')}), or above the header the period that the report covers`);
  }
  return missing;
};
