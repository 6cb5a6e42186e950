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
    const others = names.filter((other) => other.field !== field);
    const sign = others.find((other) => table.signs.includes(other.name)) ?? {
      name: table.signs.includes(name) ? '' : table.signs[0]!,
    };
    const header = readHeader([name, sign.name, others[0]!.name], [table]);
    expect(header?.columns[0]?.field).toBe(field);
  });

  it('has signs that are headers of its columns', () => {
    const known = names.map(({ name }) => name);
    for (const sign of table.signs) expect(known).toContain(sign);
  });

  it('reads a header in other spellings: case, spaces, marks, look-alike letters', () => {
    const [first, sign] = [names[0]!, table.signs.find((title) => title !== names[0]!.name)!];
    const spelled = `\uFEFF ${first.name.toUpperCase()}\u00A0`;
    const campaign = table.columns.campaign!;
    const header = readHeader([spelled, sign, (campaign.en ?? campaign.ru)![0]!], [table]);
    expect(header?.at.get('day')?.index).toBe(0);
  });
});

describe('the tables together', () => {
  it('have origins of their own', () => {
    expect(new Set(AD_SYSTEM_TABLES.map(({ origin }) => origin)).size).toBe(AD_SYSTEM_TABLES.length);
  });
});
