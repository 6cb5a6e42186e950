import { expect, test } from 'vitest';
import { workerdConfig } from './workerd.ts';
import { parseWrangler, readWrangler } from './wrangler.ts';

const TOML = `
name = "whichhalf"
compatibility_date = "2026-10-20"
compatibility_flags = ["some_flag"]
[vars]
TELEGRAM_API = "https://api.telegram.org"
[[durable_objects.bindings]]
name = "SITE"
class_name = "Site"
`;

test('bindings are read from wrangler.toml', () => {
  expect(parseWrangler(TOML)).toEqual({
    compatibilityDate: '2026-10-20',
    compatibilityFlags: ['some_flag'],
    objects: [{ binding: 'SITE', className: 'Site' }],
    vars: { TELEGRAM_API: 'https://api.telegram.org' },
  });
  expect(() => parseWrangler(`${TOML}[vars.LIMITS]\nday = 1`)).toThrow();
});

test('every binding of wrangler.toml stands in the config of workerd, and no secret does', () => {
  const worker = readWrangler();
  const place = { data: '/data', address: '127.0.0.1:8787', bundle: '/dist/worker.js', allowPrivate: false };
  const config = workerdConfig(worker, ['SECRET'], place);
  for (const { binding, className } of worker.objects) {
    expect(config).toContain(`(name = "${binding}", durableObjectNamespace = "${className}")`);
    expect(config).toContain(
      `(className = "${className}", uniqueKey = "${className.toLowerCase()}", enableSql = true)`,
    );
  }
  for (const name of [...Object.keys(worker.vars), 'SECRET']) {
    expect(config).toContain(`(name = "${name}", fromEnvironment = "${name}")`);
  }
  expect(config).toContain('network = (allow = ["public"],');
  expect(workerdConfig(worker, [], { ...place, allowPrivate: true })).toContain('["public", "private", "local"]');
});
