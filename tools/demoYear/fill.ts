import { Webhook } from 'standardwebhooks';
import type { Lead } from '../../shared/leadStory.ts';
import type { CallBody } from './calls.ts';
import { ACCOUNT, BANNER_NUMBER, EMPLOYEES, HOOK_SECRET, HOST, POOL_NUMBERS, SETTINGS } from './company.ts';
import type { Journey } from './journeys.ts';
import { makePresent, type Present } from './present.ts';
import { makeSuspects } from './suspects.ts';
import { type Answer, type Asking, each, openWire, type Wire } from './wire.ts';
import { makeYear, type Year } from './year.ts';

/** Puts a year through the write path of a running server, as pages, an exchange and people would. */

export interface FillOptions {
  /** Of the server: `http://localhost:PORT`. It believes `x-forwarded-for` of this machine. */
  url: string;
  /** Opens `POST /v1/accounts`. */
  operatorToken: string;
  seed: string;
  visits: number;
  /** The end of the year, and the present: ms since 1970. */
  now: number;
  /** Told before each part. */
  onPart?: (part: string) => void;
}

export interface Filled {
  account: string;
  site: string;
  /** The account's own. */
  token: string;
  /** What each of the company's people signs in with, by name. */
  invitations: Map<string, string>;
  from: string;
  to: string;
  counts: { visits: number; leads: number; calls: number; sales: number; spendRows: number; plans: number };
}

const DESKTOP =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const MOBILE =
  'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36';

/** An address of its own for each visitor, as at home. */
const addressOf = (visitor: string): string => {
  const number = Number.parseInt(visitor.slice(-6), 36);
  return `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;
};

/** What the hook's sender signs and sends; the same call again changes nothing. */
export const signedCall = (path: string, call: CallBody, now: number): Asking => {
  const body = JSON.stringify(call);
  const at = new Date(now);
  const id = `msg_${call.call_id}`;
  return {
    method: 'POST',
    path,
    body,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now / 1000)),
      'webhook-signature': new Webhook(HOOK_SECRET).sign(id, at, body),
    },
  };
};

export const fillYear = async (options: FillOptions): Promise<Filled> => {
  const { seed, visits, now, onPart = () => undefined } = options;
  const wire = openWire(options.url);
  try {
    onPart('making the year');
    const year = makeYear({ seed, until: now, visits });
    const present = makePresent(seed, now);
    return await new Filling(wire, options, year, present).run(onPart);
  } finally {
    wire.close();
  }
};

/** One filling under way: who asks, and of which site. */
class Filling {
  readonly #wire: Wire;
  readonly #options: FillOptions;
  readonly #year: Year;
  readonly #present: Present;
  #token = '';
  #account = '';
  #site = '';
  #hook = '';
  readonly #invitations = new Map<string, string>();
  /** The session's cookie of each salesperson: what they do is theirs. */
  readonly #sessions = new Map<string, string>();

  constructor(wire: Wire, options: FillOptions, year: Year, present: Present) {
    this.#wire = wire;
    this.#options = options;
    this.#year = year;
    this.#present = present;
  }

  async run(onPart: (part: string) => void): Promise<Filled> {
    const { journeys, calls, entered, outcomes, plans, from, to } = this.#year;
    onPart('people, site, numbers');
    await this.#prepare();
    onPart(`${journeys.length} visits`);
    await each(journeys, async (journey) => void (await this.#visit(journey)));
    const suspects = makeSuspects(this.#options.seed, this.#options.now);
    await each(suspects, async (journey) => void (await this.#visit(journey)));
    onPart(`${calls.length} calls`);
    await each(calls, (call) => this.#ring(call));
    await each(entered, async (lead) => void (await this.#post(`${this.#path}/leads`, lead)));
    onPart('spend and plans');
    const rows = await this.#spend();
    onPart('what became of the leads');
    const leads = await this.#leads();
    await each(leads, (lead) => this.#outcome(lead));
    // Last: plans are worked out over all of it.
    for (const { plan, notes } of plans) await this.#plan(plan, notes);
    onPart('the present');
    await this.#now();
    return {
      account: this.#account,
      site: this.#site,
      token: this.#token,
      invitations: this.#invitations,
      from,
      to,
      counts: {
        visits: journeys.length,
        leads: leads.length,
        calls: calls.length,
        sales: [...outcomes.values()].reduce((sum, { sales }) => sum + sales.length, 0),
        spendRows: rows,
        plans: plans.length,
      },
    };
  }

  get #path(): string {
    return `/v1/sites/${this.#site}`;
  }

  async #ask(asking: Asking): Promise<Answer> {
    const answer = await this.#wire.ask(asking);
    if (answer.status >= 300)
      throw new Error(`${asking.method} ${asking.path} answered ${answer.status} ${answer.text.slice(0, 500)}`);
    return answer;
  }

  async #json<T>(method: Asking['method'], path: string, body?: object, bearer = this.#token): Promise<T> {
    const headers = {
      authorization: `Bearer ${bearer}`,
      ...(body && { 'content-type': 'application/json' }),
    };
    const { text } = await this.#ask({ method, path, headers, ...(body && { body: JSON.stringify(body) }) });
    return (text && JSON.parse(text)) as T;
  }

  #post<T>(path: string, body: object): Promise<T> {
    return this.#json<T>('POST', path, body);
  }

  async #prepare(): Promise<void> {
    const { operatorToken } = this.#options;
    const made = await this.#json<{ account: string; token: string }>(
      'POST',
      '/v1/accounts',
      { name: ACCOUNT },
      operatorToken,
    );
    this.#account = made.account;
    this.#token = made.token;
    ({ site: this.#site } = await this.#post<{ site: string }>('/v1/sites', SETTINGS));
    for (const employee of EMPLOYEES) {
      const { link } = await this.#post<{ link: string }>('/v1/people', employee);
      const invitation = link.slice(link.indexOf('=') + 1);
      if (employee.role === 'sales') this.#sessions.set(employee.name, await this.#signIn(invitation));
    }
    // Who was signed in above for what they do in the year is invited anew: a link opens one session.
    const { people } = await this.#json<{ people: { person: string; name: string }[] }>('GET', '/v1/people');
    for (const { person, name } of people) {
      const { link } = await this.#post<{ link: string }>(`/v1/people/${person}/invitation`, {});
      this.#invitations.set(name, link.slice(link.indexOf('=') + 1));
    }
    await this.#post(`${this.#path}/numbers`, {
      numbers: [
        ...POOL_NUMBERS.map((number) => ({ number, pool: 'ads' })),
        {
          number: BANNER_NUMBER,
          name: 'Банер на Либідській',
          source: 'banner',
          medium: 'offline',
          campaign: 'Либідська',
        },
      ],
    });
    const { hooks } = await this.#json<{ hooks: { url: string }[] }>('GET', `${this.#path}/hooks`);
    this.#hook = new URL(hooks[0]?.url as string).pathname;
  }

  async #signIn(invitation: string): Promise<string> {
    const { cookie } = await this.#ask({
      method: 'POST',
      path: '/v1/session',
      headers: { 'content-type': 'application/json', origin: this.#options.url },
      body: JSON.stringify({ invitation }),
    });
    return cookie;
  }

  /** As the script does: hits first, then the contact. */
  async #visit({ visit, hits, contact, mobile }: Journey, lines?: string[]): Promise<Record<string, string | null>> {
    const sent = async (kind: 'hits' | 'contacts', body: object): Promise<string> => {
      const { text } = await this.#ask({
        method: 'POST',
        path: `/w/${this.#site}/${kind}`,
        headers: {
          origin: `https://${HOST}`,
          'content-type': 'text/plain',
          'user-agent': mobile ? MOBILE : DESKTOP,
          'x-forwarded-for': addressOf(visit.visitor),
        },
        body: JSON.stringify({ sentAt: Date.now(), visit, ...body }),
      });
      return text;
    };
    const told = await sent('hits', { hits, ...(lines && { lines }) });
    if (contact) await sent('contacts', { contact });
    return (JSON.parse(told) as { numbers?: Record<string, string | null> }).numbers ?? {};
  }

  async #ring(call: CallBody): Promise<void> {
    await this.#ask(signedCall(this.#hook, call, Date.now()));
  }

  /** As files come: month by month, system by system. Returns how many rows. */
  async #spend(): Promise<number> {
    let count = 0;
    for (const { origin, file, rows } of this.#year.spend) {
      await this.#post(`${this.#path}/spend?file=${encodeURIComponent(file)}`, { origin, rows });
      count += rows.length;
    }
    return count;
  }

  async #plan(plan: object, notes: readonly object[]): Promise<void> {
    const made = await this.#post<{ plan: string }>(`${this.#path}/plans`, plan);
    for (const note of notes) await this.#post(`${this.#path}/plans/${made.plan}/notes`, note);
  }

  async #leads(): Promise<Lead[]> {
    const all: Lead[] = [];
    let before: string | undefined;
    do {
      const query = before ? `&before=${before}` : '';
      const page = await this.#json<{ leads: Lead[]; next?: string }>('GET', `${this.#path}/leads?limit=200${query}`);
      all.push(...page.leads);
      before = page.next;
    } while (before);
    // The oldest first: of a customer with two leads, the story is of the first.
    return all.reverse();
  }

  readonly #told = new Set<string>();

  async #outcome({ lead, contacts }: Lead): Promise<void> {
    const outcome = this.#year.outcomes.get(contacts[0]?.phoneNumber ?? '');
    if (!outcome || this.#told.has(outcome.phone)) return;
    this.#told.add(outcome.phone);
    const cookie = this.#sessions.get(outcome.owner) ?? '';
    const state = (method: 'PATCH' | 'POST', path: string, body: object): Promise<Answer> =>
      this.#ask({
        method,
        path: `${this.#path}/leads/${lead}${path}`,
        headers: { cookie, origin: this.#options.url, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    for (const step of outcome.steps) await state('PATCH', '', step);
    for (const sale of outcome.sales) await state('POST', '/sales', sale);
  }

  /** Who is on the pages now, with numbers that are lent to them; two ring. */
  async #now(): Promise<void> {
    const { journeys, missed, ringing, asks } = this.#present;
    const shown: string[] = [];
    for (const journey of journeys) {
      const { sales } = await this.#visit(journey, ['sales']);
      if (sales) shown.push(sales);
    }
    await this.#visit(asks);
    const [first, second] = shown;
    // The numbers are lent from this moment on: who rang before would be somebody else's.
    const ring_ts = Date.now();
    if (first) await this.#ring({ ...missed, to: first, ring_ts });
    if (second) await this.#ring({ ...ringing, to: second, ring_ts });
  }
}
