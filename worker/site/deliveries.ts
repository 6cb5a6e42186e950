import type { Contact } from '../../shared/contacts.ts';
import { LANGUAGES, type News, type SiteSettings } from '../../shared/settings.ts';
import { type CallContact, localTime, type Notice } from '../deliver/message.ts';
import { type Attempt, sendTelegram, sendWebhook } from '../deliver/send.ts';
import { openMinutesAfter } from './callbacks/openTimes.ts';
import { callbacksOf } from './callbacks/story.ts';
import { callOfContact } from './calls/callStore.ts';
import { isMissed, talkOf } from './calls/merge.ts';
import { overdueOf } from './leads/escalate.ts';
import { markTold } from './told.ts';

/**
 * The outbox: a row is written in the transaction of the contact it tells of, and goes when its target has taken it, to
 * stand in `told` from then on.
 * At least once; the contact's id is in the webhook's id, so a receiver can tell a repetition. (Ids of rows come again:
 * SQLite gives the highest one anew once its row is gone.) A contact is told once, once more if its call failed, and once
 * for each step while its lead is late.
 */

type DeliveryRow = {
  id: number;
  via: 'webhook' | 'telegram';
  target: string;
  event: News;
  contact: string;
  step: number;
  created_at: number;
  due_at: number;
  attempts: number;
};

/** Waits between attempts in ms; the last one is repeated. */
const WAITS = [2_000, 5_000, 15_000, 60_000, 300_000, 1_800_000, 3_600_000];
/** About three days; the row stays, with its error, for its owner to see. */
export const MOST_ATTEMPTS = 80;
const AT_ONCE = 20;
/** Longer than one attempt may take: if the object dies during attempts, its alarm looks again after this. */
const ATTEMPT_LIMIT = 15_000;

interface Context {
  sql: SqlStorage;
  settings: SiteSettings;
  site: string;
  telegramApi: string;
}

/** How late an unanswered lead is told to be. */
export interface Lateness {
  /** Of the site's steps, from 1. */
  step: number;
  /** Of that step. */
  minutes: number;
  /** It was not told of before. */
  isFirst: boolean;
}

type Target = SiteSettings['notify']['webhooks'][number] | SiteSettings['notify']['telegram'][number];

const takes = ({ events, lateMinutes = 0 }: Target, event: News, late: Lateness | undefined): boolean => {
  if (!events) return !late || late.isFirst;
  return events.includes(event) && (!late || late.minutes >= lateMinutes);
};

/** Writes a row for every target that takes such news; returns how many there are. Called in the contact's transaction. */
export const enqueue = (
  sql: SqlStorage,
  settings: SiteSettings,
  notice: { event: News; contact: string; now: number; late?: Lateness },
): number => {
  const { webhooks, telegram } = settings.notify;
  const isTaken = (target: Target): boolean => takes(target, notice.event, notice.late);
  const targets = [
    ...webhooks.filter(isTaken).map((target) => ['webhook', target.url]),
    ...telegram.filter(isTaken).map((target) => ['telegram', target.chat]),
  ];
  for (const [via, target] of targets) {
    sql.exec(
      `INSERT INTO deliveries (via, target, event, contact, step, created_at, due_at, attempts, error)
       VALUES (?, ?, ?, ?, ?, ?, ?, 0, '')`,
      via,
      target,
      notice.event,
      notice.contact,
      notice.late?.step ?? 0,
      notice.now,
      notice.now,
    );
  }
  return targets.length;
};

export class Deliverer {
  readonly #context: () => Context;
  /** Deliveries under way: the alarm and a fresh contact may both come for them. */
  readonly #underWay = new Set<number>();

  constructor(context: () => Context) {
    this.#context = context;
  }

  /**
   * When somebody has to look again, ms since 1970; null if there is nothing to send. What is under way looks after
   * itself, and is due again only in case this object dies meanwhile.
   */
  nextDue(sql: SqlStorage, now: number): number | null {
    const { due } = sql
      .exec<{ due: number | null }>(
        'SELECT min(due_at) AS due FROM deliveries WHERE attempts < ? AND id NOT IN (SELECT value FROM json_each(?))',
        MOST_ATTEMPTS,
        JSON.stringify([...this.#underWay]),
      )
      .one();
    const watch = this.#underWay.size > 0 ? now + ATTEMPT_LIMIT : null;
    return due === null || watch === null ? (due ?? watch) : Math.min(due, watch);
  }

  /**
   * Sends what is due, side by side, so that one dead target holds up none of the others: what was tried least goes
   * first, or a new lead would wait behind all that a dead target has piled up.
   */
  async deliverDue(now: number): Promise<void> {
    const { sql } = this.#context();
    const due = sql
      .exec<DeliveryRow>(
        `SELECT id, via, target, event, contact, step, created_at, due_at, attempts FROM deliveries WHERE due_at <= ? AND attempts < ?
         ORDER BY attempts, id LIMIT ?`,
        now,
        MOST_ATTEMPTS,
        AT_ONCE + this.#underWay.size,
      )
      .toArray()
      .filter((row) => !this.#underWay.has(row.id));
    await Promise.all(due.map((row) => this.#deliver(row, now)));
  }

  async #deliver(row: DeliveryRow, now: number): Promise<void> {
    this.#underWay.add(row.id);
    try {
      const attempt = await this.#attempt(row, now);
      const { sql } = this.#context();
      if (attempt === 'needless' || attempt.state === 'delivered') {
        // Of somebody who was erased meanwhile nothing more is kept.
        const isLeft = sql.exec('DELETE FROM deliveries WHERE id = ? RETURNING id', row.id).toArray().length > 0;
        if (isLeft && attempt !== 'needless') markTold(sql, row, Date.now());
      } else {
        const wait = Math.max(WAITS[Math.min(row.attempts, WAITS.length - 1)] as number, attempt.retryAfter ?? 0);
        sql.exec(
          'UPDATE deliveries SET attempts = attempts + 1, due_at = ?, error = ? WHERE id = ?',
          Date.now() + wait,
          attempt.error,
          row.id,
        );
      }
    } finally {
      this.#underWay.delete(row.id);
    }
  }

  async #attempt(row: DeliveryRow, now: number): Promise<Attempt | 'needless'> {
    const { settings, site, telegramApi } = this.#context();
    const notice = noticeOf(this.#context(), row);
    // The contact was erased, or the target taken out of the settings, while this waited: nobody is to be told any more.
    if (!notice) return 'needless';
    if (row.via === 'webhook') {
      const target = settings.notify.webhooks.find(({ url }) => url === row.target);
      return target ? sendWebhook(target, notice, { delivery: idOf(site, row), now }) : 'needless';
    }
    const target = settings.notify.telegram.find(({ chat }) => chat === row.target);
    const language = settings.language === 'auto' ? 'uk' : (LANGUAGES.find((own) => own === settings.language) ?? 'en');
    return target ? sendTelegram(target, notice, { api: telegramApi, language }) : 'needless';
  }
}

/** A webhook's id: the same at every attempt, and of nothing else. */
const idOf = (site: string, { contact, event, step }: DeliveryRow): string => {
  const ends: Partial<Record<News, string>> = { 'callback.failed': '-failed', 'lead.overdue': `-overdue-${step}` };
  return `${site}-${contact}${ends[event] ?? ''}`;
};

/** null where there is nothing to be told any more. */
const noticeOf = ({ sql, settings, site }: Context, delivery: DeliveryRow): Notice | null => {
  const { event, contact } = delivery;
  const [row] = sql
    .exec<{ kind: string; body: string; phone: string; at: number; lead: string; landing: string } & Notice['ad']>(
      `SELECT kind, body, phone, at, lead, coalesce(landing, '') AS landing, channel, source, medium, campaign, content, term
       FROM contacts JOIN contact_details USING (id) LEFT JOIN visits ON visits.id = contacts.visit
       JOIN ads ON ads.id = coalesce(visits.ad, last_non_direct_ad) WHERE contacts.id = ?`,
      contact,
    )
    .toArray();
  if (!row) return null;
  const { kind, body, phone, at, lead, landing, ...ad } = row;
  const overdue = event === 'lead.overdue' ? overdueOf(sql, lead) : undefined;
  // Somebody has answered while this waited.
  if (overdue === null) return null;
  const told = kind === 'call' ? callContact(sql, contact, settings) : (JSON.parse(body) as Contact);
  return {
    event,
    site: { key: site, name: settings.name },
    lead,
    contact: {
      ...told,
      receivedTime: new Date(at).toISOString(),
      ...('wanted' in told && told.wanted !== undefined && { wantedTime: localTime(told.wanted, settings.timeZone) }),
      phone,
    },
    ad,
    landing,
    ...(event === 'callback.failed' && failedCallback(sql, contact)),
    ...(overdue && {
      overdue: {
        dueTime: localTime(overdue.dueAt, settings.timeZone),
        minutesLate: Math.floor((delivery.created_at - overdue.dueAt) / 60_000),
        foundTime: new Date(delivery.created_at).toISOString(),
        step: delivery.step,
        owner: overdue.owner,
      },
    }),
  };
};

const failedCallback = (sql: SqlStorage, contact: string): Pick<Notice, 'callback'> => {
  const [{ promisedTime, reason } = {}] = callbacksOf(sql, [contact]);
  return promisedTime !== undefined && reason !== undefined ? { callback: { promisedTime, reason } } : {};
};

const callContact = (sql: SqlStorage, id: string, settings: SiteSettings): CallContact => {
  const { leadSeconds, callBackMinutes } = settings.calls;
  const { call } = callOfContact(sql, id, leadSeconds);
  const answered = !isMissed(call);
  const due = answered ? null : openMinutesAfter(settings, call.ringingAt, callBackMinutes);
  return {
    id,
    kind: 'call',
    call: {
      tracking: call.tracking,
      answered,
      talkSeconds: talkOf(call),
      recording: call.recording || null,
      callBackDue: due === null ? null : new Date(due).toISOString(),
    },
  };
};
