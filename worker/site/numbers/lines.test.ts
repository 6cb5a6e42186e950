import { expect, test } from 'vitest';
import { NO_NUMBERS, type NumberSettings } from '../../../shared/numbers.ts';
import { widgetNumbers } from './lines.ts';

const SALES = { id: 'sales', number: '+380441234567' };
const SERVICE = { id: 'service', number: '+48221234567' };

const widget = (numbers: Partial<NumberSettings>) => widgetNumbers({ numbers: { ...NO_NUMBERS, ...numbers } });

test('a site whose rules show nothing carries nothing', () => {
  expect(widget({})).toBeUndefined();
  expect(widget({ lines: [SALES] })).toBeUndefined();
  expect(widget({ lines: [SALES], rules: [{ line: 'sales', when: [], show: 'own' }] })).toBeUndefined();
});

test('a line that always shows its own number is left out with its rules', () => {
  const own = { line: 'sales', when: [{ referrer: 'partner.example' }], show: 'own' as const };
  const pool = { line: 'sales', when: [], show: { pool: 'ads' } };
  const carried = widget({
    lines: [SALES, SERVICE],
    rules: [own, { line: 'service', when: [{ parameter: 'city', is: 'x' }], show: 'own' }, pool],
  });
  expect(carried).toEqual({ lines: [{ ...SALES, code: '380', trunk: '0' }], rules: [own, pool], keep: [] });
});

test('parameters that rules look at are kept if they are not anyway, each once', () => {
  const carried = widget({
    lines: [SERVICE],
    rules: [
      {
        line: 'service',
        when: [
          { parameter: 'City', is: 'lviv*' },
          { parameter: 'utm_source', is: 'google' },
          { parameter: 'GCLID', is: '*' },
          { landing: '/sale/*' },
        ],
        show: { number: '+48221234568' },
      },
      { line: 'service', when: [{ parameter: 'city', is: 'kyiv' }], show: { pool: 'p' } },
    ],
  });
  expect(carried?.keep).toEqual(['city']);
  expect(carried?.lines[0]).toEqual({ ...SERVICE, code: '48', trunk: '' });
});
