import { Hono } from 'hono';
import type { AppEnv } from './access.ts';
import { problem } from './problem.ts';
import { accounts } from './routes/accounts.ts';
import { docs } from './routes/docs.ts';
import { health } from './routes/health.ts';
import { leads } from './routes/leads.ts';
import { metrics } from './routes/metrics.ts';
import { pages } from './routes/pages.ts';
import { report } from './routes/report.ts';
import { script } from './routes/script.ts';
import { sites } from './routes/sites.ts';
import { spend } from './routes/spend.ts';
import { widget } from './routes/widget.ts';

/** The HTTP API. Its type is what the dashboard's and the tests' client is made from. */
const api = new Hono<AppEnv>()
  .route('/', widget)
  .route('/', script)
  .route('/', health)
  .route('/', accounts)
  .route('/', sites)
  .route('/', metrics)
  .route('/', report)
  .route('/', spend)
  .route('/', leads);

export type App = typeof api;

export const app = new Hono<AppEnv>()
  .route('/', api)
  .route('/', pages)
  .route('/', docs(api as unknown as Hono))
  .notFound(() => problem('not-found'))
  .onError((error) => {
    // The error's own words may quote what a visitor wrote: only its kind and place are logged.
    console.error(error.name, error.stack?.split('\n').slice(1, 6).join('\n'));
    return problem('internal-error');
  });
