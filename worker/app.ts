import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { AppEnv } from './access.ts';
import { problem } from './problem.ts';
import { accounts } from './routes/accounts.ts';
import { audit } from './routes/audit.ts';
import { calls } from './routes/calls.ts';
import { channelTrial } from './routes/channelTrial.ts';
import { crm } from './routes/crm.ts';
import { docs } from './routes/docs.ts';
import { doctor } from './routes/doctor.ts';
import { enteredLeads } from './routes/enteredLeads.ts';
import { forms } from './routes/forms.ts';
import { health } from './routes/health.ts';
import { hooks } from './routes/hooks.ts';
import { leadStatements } from './routes/leadStatements.ts';
import { leads } from './routes/leads.ts';
import { live } from './routes/live.ts';
import { metrics } from './routes/metrics.ts';
import { numbers } from './routes/numbers.ts';
import { pages } from './routes/pages.ts';
import { people } from './routes/people.ts';
import { plans } from './routes/plans.ts';
import { privacy } from './routes/privacy.ts';
import { quarantine } from './routes/quarantine.ts';
import { report } from './routes/report.ts';
import { script } from './routes/script.ts';
import { seasonality } from './routes/seasonality.ts';
import { session } from './routes/session.ts';
import { sites } from './routes/sites.ts';
import { spend } from './routes/spend.ts';
import { verdict } from './routes/verdict.ts';
import { waiting } from './routes/waiting.ts';
import { widget } from './routes/widget.ts';

/** The HTTP API. Its type is what the dashboard's and the tests' client is made from. */
const api = new Hono<AppEnv>()
  .route('/', widget)
  .route('/', script)
  .route('/', health)
  .route('/', accounts)
  .route('/', session)
  .route('/', people)
  .route('/', sites)
  .route('/', channelTrial)
  .route('/', doctor)
  .route('/', metrics)
  .route('/', report)
  .route('/', verdict)
  .route('/', plans)
  .route('/', seasonality)
  .route('/', spend)
  .route('/', audit)
  .route('/', leads)
  .route('/', waiting)
  .route('/', leadStatements)
  .route('/', enteredLeads)
  .route('/', crm)
  .route('/', live)
  .route('/', forms)
  .route('/', quarantine)
  .route('/', numbers)
  .route('/', hooks)
  .route('/', calls)
  .route('/', privacy);

export type App = typeof api;

export const app = new Hono<AppEnv>()
  .route('/', api)
  .route('/', pages)
  .route('/', docs(api as unknown as Hono))
  .notFound(() => problem('not-found'))
  .onError((error) => {
    // What Hono's own readers refuse: a body that is no JSON.
    if (error instanceof HTTPException && error.status === 400)
      return problem('bad-request', { detail: error.message });
    // The error's own words may quote what a visitor wrote, over several lines: only its kind and place are logged.
    const places = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
    console.error(error.name, places.slice(0, 5).join('\n'));
    return problem('internal-error');
  });
