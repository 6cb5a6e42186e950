import type { Grouping, SortKey } from '../query.ts';
import { fill } from '../words/fill.ts';
import type { Words } from '../words/words.ts';

/** What stands over a column. Amounts have their currency here, so that the cells are figures alone. */
export const columnLabel = (words: Words, key: SortKey, { by, sign }: { by: Grouping; sign: string }): string =>
  key === 'name' ? words.columns.name[by] : fill(words.columns[key], { sign });
