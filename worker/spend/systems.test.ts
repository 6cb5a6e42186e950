import { describe, expect, it } from 'vitest';
import { readHeader } from './header.ts';
import { AD_SYSTEM_TABLES } from './systems.ts';

describe.each(AD_SYSTEM_TABLES.map((table) => [table.name, table] as const))('the table of %s', (_, table) => {
  const names = Object.entries(table.columns).flatMap(([field, languages]) =>
    Object.values(languages)
      .flat()
      .map((name) => ({ field, name })),
  );

  it.each(names)('reads the header $name as $field', ({ field, name }) => {
    const sign = table.signs.find((title) => names.some((other) => other.name === title && other.field !== field));
    const header = readHeader([name, sign ?? ''], [table]);
    expect(header?.columns[0]?.field).toBe(field);
  });

  it('has signs that are headers of its columns', () => {
    const known = names.map(({ name }) => name);
    for (const sign of table.signs) expect(known).toContain(sign);
  });

  it('reads a header in other spellings: case, spaces, marks, look-alike letters', () => {
    const [first, second] = [names[0]!, names.find(({ name }) => table.signs.includes(name))!];
    const spelled = `\uFEFF ${first.name.toUpperCase()}\u00A0`;
    expect(readHeader([spelled, second.name], [table])?.at.get('day')?.index).toBe(0);
  });
});

describe('the tables together', () => {
  it('have origins of their own', () => {
    expect(new Set(AD_SYSTEM_TABLES.map(({ origin }) => origin)).size).toBe(AD_SYSTEM_TABLES.length);
  });
});
