import type { OrderState } from '../../../shared/leadStory.ts';
import type { Connect, ConnectProvider } from '../../../shared/numbers.ts';
import type { SiteSettings } from '../../../shared/settings.ts';
import type { CallOrder, Ordered } from '../../calls/order/order.ts';
import { orderers } from '../../calls/order/orderers.ts';
import { hookSecret } from '../../keys.ts';
import { callIdOf } from '../calls/callStore.ts';
import { TOO_LATE } from './book.ts';
import { handOver } from './handOver.ts';
import { connectSecret } from './settleConnect.ts';
import { visitorsCall } from './story.ts';

/**
 * Orders calls when they are due. The same order twice would ring two people twice, so the row says `ordering` before the
 * request goes out (the runtime lets nothing out before that is on disk); if it still does when the request must be over,
 * this object died in between, nobody knows whether the order went through, and a person takes over. What is known not
 * to have been taken is tried again.
 */

/** Waits before another attempt (ms). Whoever asks to be called does not wait for much longer. */
const WAITS = [2_000, 5_000, 15_000, 30_000, 60_000];
/** Longer than a provider may take to answer (ms). */
const ORDER_LIMIT = 20_000;
/** By then a call to the visitor rings, or nobody will be called (ms). */
const REPORT_LIMIT = 5 * 60_000;
const AT_ONCE = 20;

interface Context {
  sql: SqlStorage;
  settings: SiteSettings;
  site: string;
  /** Signs the hooks' addresses. */
  secret: string;
  /** Where the providers take orders. */
  apis: Record<ConnectProvider, string>;
}

type Row = Record<'contact' | 'origin' | 'phone', string> & {
  state: OrderState;
  attempts: number;
  promised_at: number;
  ordered_at: number;
};

/** A row that is being ordered, with who is to connect it. */
type Underway = Row & { connect: Connect };

export class CallOrders {
  readonly #context: () => Context;

  constructor(context: () => Context) {
    this.#context = context;
  }

  /** When somebody has to look again, ms since 1970; null if nothing waits. */
  nextDue(sql: SqlStorage): number | null {
    return sql.exec<{ due: number | null }>('SELECT min(due_at) AS due FROM callbacks WHERE due_at IS NOT NULL').one()
      .due;
  }

  async orderDue(now: number): Promise<void> {
    const { sql } = this.#context();
    const due = sql
      .exec<Row>(
        `SELECT contact, origin, phone, state, attempts, promised_at, ordered_at
         FROM callbacks JOIN contact_details ON contact_details.id = contact
         WHERE due_at <= ? ORDER BY due_at, contact LIMIT ?`,
        now,
        AT_ONCE,
      )
      .toArray();
    // Marked in one turn: whoever comes next finds none of them waiting.
    const underway = due.flatMap((row) => this.#look(row, now) ?? []);
    await Promise.all(underway.map((row) => this.#order(row, now)));
  }

  /** What a due row needs by now; returned where that is an order, and then marked. */
  #look(row: Row, now: number): Underway | undefined {
    const { sql, settings } = this.#context();
    const { contact, state } = row;
    if (state === 'ordering') {
      handOver(this.#context(), contact, { reason: 'unknown', now });
      return undefined;
    }
    if (state === 'ordered') {
      if (visitorsCall(sql, row.phone, row.ordered_at))
        sql.exec('UPDATE callbacks SET due_at = NULL WHERE contact = ?', contact);
      else handOver(this.#context(), contact, { reason: 'noCall', now });
      return undefined;
    }
    const { connect } = settings.calls;
    if (!connect || row.promised_at < now - TOO_LATE) {
      handOver(this.#context(), contact, { reason: connect ? 'late' : 'off', now });
      return undefined;
    }
    sql.exec(
      `UPDATE callbacks SET state = 'ordering', attempts = attempts + 1, ordered_at = ?, due_at = ? WHERE contact = ?`,
      now,
      now + ORDER_LIMIT,
      contact,
    );
    return { ...row, connect };
  }

  async #order(row: Underway, now: number): Promise<void> {
    const { settings, apis } = this.#context();
    const { contact, phone, connect } = row;
    const { provider, account, agent, from = '' } = connect;
    const reportTo = await this.#reportTo(row);
    const order: CallOrder = { contact, agent, phone, from, reportTo, now };
    const result = await orderers[provider](order, { account, secret: connectSecret(settings.calls) }, apis[provider]);
    const call = result.state === 'taken' && result.call !== '' ? await callIdOf(provider, result.call) : '';
    this.#settle(row, result, { call, isReported: this.#isReported(provider, reportTo) });
  }

  #settle(
    { contact, attempts }: Underway,
    result: Ordered,
    { call, isReported }: { call: string; isReported: boolean },
  ): void {
    const context = this.#context();
    const { sql } = context;
    const now = Date.now();
    const isStill = sql.exec(`SELECT 1 FROM callbacks WHERE contact = ? AND state = 'ordering'`, contact).toArray();
    // The person was erased meanwhile, or the answer took so long that somebody took over.
    if (isStill.length === 0) return;
    if (result.state === 'taken') {
      sql.exec(
        `UPDATE callbacks SET state = 'ordered', call = ?, error = '', due_at = ? WHERE contact = ?`,
        call,
        isReported ? now + REPORT_LIMIT : null,
        contact,
      );
      // Its report may have been here before the answer.
      if (call !== '') agentDidNotAnswer(context, call, now);
      return;
    }
    const { error } = result;
    const wait = WAITS[attempts];
    if (result.state !== 'again' || wait === undefined) {
      handOver(context, contact, { reason: result.state === 'unknown' ? 'unknown' : 'refused', error, now });
      return;
    }
    sql.exec(
      `UPDATE callbacks SET state = 'waiting', error = ?, due_at = ? WHERE contact = ?`,
      error,
      now + Math.max(wait, result.retryAfter ?? 0),
      contact,
    );
  }

  /** The address of Twilio's own hook, which this call alone is to be reported to; '' where the site has none. */
  async #reportTo({ contact, origin, connect }: Underway): Promise<string> {
    const { settings, site, secret } = this.#context();
    const hook = settings.calls.providers.find(({ provider }) => provider === connect.provider);
    if (!hook || origin === '' || connect.provider !== 'twilio') return '';
    const key = await hookSecret(secret, site, hook.provider, hook.rotation);
    return `${origin}/hooks/${site}/${hook.provider}/${key}?order=${contact}`;
  }

  /** Whether the call to the visitor will be told of: by the same provider, or by whatever stands behind a webhook. */
  #isReported(provider: ConnectProvider, reportTo: string): boolean {
    const { providers } = this.#context().settings.calls;
    if (provider === 'twilio') return reportTo !== '';
    return provider === 'webhook' ? providers.length > 0 : providers.some((one) => one.provider === provider);
  }
}

/**
 * A call was reported: where it is a salesperson's that nobody answered, a person takes over. Returns whether one did.
 *
 * @param call its id, of `calls`
 */
export const agentDidNotAnswer = (
  context: { sql: SqlStorage; settings: SiteSettings },
  call: string,
  now: number,
): boolean => {
  const [row] = context.sql
    .exec<{ contact: string }>(
      `SELECT contact FROM callbacks JOIN calls ON calls.id = call
       WHERE call = ? AND state = 'ordered' AND status IN ('missed', 'busy', 'failed')`,
      call,
    )
    .toArray();
  if (row) handOver(context, row.contact, { reason: 'agent', now });
  return row !== undefined;
};
