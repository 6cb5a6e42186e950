import { expect, test } from 'vitest';
import { breaches } from './walls.ts';

test.each([
  ['shared/hits.ts', "import { app } from '../worker/app.ts';", 'shared/hits.ts may not import worker/app.ts'],
  ['shared/hits.ts', "import { h } from 'preact';", 'shared/hits.ts may not import the package preact'],
  [
    'widget/core/index.ts',
    "import '../forms/launcher.ts';",
    'widget/core/index.ts may not import widget/forms/launcher.ts',
  ],
  [
    'widget/core/index.ts',
    "import('../forms/launcher.ts');",
    'widget/core/index.ts may not import widget/forms/launcher.ts',
  ],
  [
    'widget/core/index.ts',
    "export { a } from '../forms/a.ts';",
    'widget/core/index.ts may not import widget/forms/a.ts',
  ],
  ['widget/core/index.ts', "import { h } from 'preact';", 'widget/core/index.ts may not import the package preact'],
  [
    'widget/forms/form.tsx',
    "import type { Env } from '../../worker/env.ts';",
    'widget/forms/form.tsx may not import worker/env.ts',
  ],
  [
    'worker/site/site.ts',
    "import type { a } from '../routes/a.ts';",
    'worker/site/site.ts may not import worker/routes/a.ts',
  ],
  ['worker/site/site.ts', "import { app } from '../app.ts';", 'worker/site/site.ts may not import worker/app.ts'],
  [
    'worker/routes/a.ts',
    "import { a } from '../../widget/core/a.ts';",
    'worker/routes/a.ts may not import widget/core/a.ts',
  ],
  ['worker/index.ts', "import { a } from '../dashboard/a.ts';", 'worker/index.ts may not import dashboard/a.ts'],
  ['dashboard/api.ts', "import { app } from '../worker/app.ts';", 'dashboard/api.ts may not import worker/app.ts'],
  ['dashboard/api.ts', "import type { Env } from '../worker/env.ts';", 'dashboard/api.ts may not import worker/env.ts'],
])('%s: %s is refused', (file, source, sentence) => {
  expect(breaches(file, source)).toEqual([sentence]);
});

test.each([
  ['shared/hits.ts', "import * as v from 'valibot'; import { MAX_URL } from './limits.ts';"],
  ['widget/core/index.ts', "import type { Form } from '../forms/form.tsx'; let a: import('../forms/a.ts').A;"],
  ['widget/core/outbox.ts', "import { get } from 'idb-keyval';"],
  ['worker/routes/hits.ts', "import { Site } from '../site/site.ts'; import { Hono } from 'hono';"],
  ['worker/app.ts', "import { hits } from './routes/hits.ts';"],
  ['worker/files.ts', "import files from '../dist/files.js';"],
  ['dashboard/api.ts', "import type { App } from '../worker/app.ts'; import { hc } from 'hono/client';"],
])('%s: %s passes', (file, source) => {
  expect(breaches(file, source)).toEqual([]);
});
