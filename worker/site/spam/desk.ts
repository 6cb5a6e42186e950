import type { Contact } from '../../../shared/contacts.ts';
import type { Visit } from '../../../shared/hits.ts';
import type { Proof } from '../../../shared/spam.ts';
import { phoneOf } from '../../phones.ts';
import { resolveTouch } from '../../source/resolve.ts';
import { type ContactContext, canonical, type Recorded, recordContact } from '../contactStore.ts';
import { Limiter } from '../limiter.ts';
import { type Client, landingOf } from '../recorder.ts';
import type { Arrival } from '../visit.ts';
import { type Evidence, type Judgement, judge } from './judge.ts';
import {
  empty,
  findHeld,
  hold,
  letGo,
  type Submission,
  suspectsOfVisit,
  unseenVisits,
  withArrival,
} from './quarantine.ts';
import { Recent } from './recent.ts';

/** Where contacts arrive: taken as what they are, or held as suspects. All of it in the recording transaction. */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A text shorter than this many people may write. */
const TELLING = 40;

const LINK = /https?:|www\.|\[url|<a\s/gi;

export interface Arriving {
  visit: Visit;
  contact: Contact;
  proof: Proof | undefined;
  arrival: Arrival;
  client: Client;
  /** One for all addresses of a household or an office. */
  address: string;
  /** What could only be found out by waiting. */
  proven: Pick<Evidence, 'solved' | 'turnstile'>;
}

export type Taken =
  | Recorded
  /** `isNew`: not there before; `ask`: work would set it free. */
  | { state: 'suspect'; isNew: boolean; ask: boolean }
  | { state: 'tooMany' /** Seconds. */; retryAfter: number };

export interface Released {
  contact: Contact;
  recorded: Recorded;
}

export class Desk {
  readonly #sql: SqlStorage;
  readonly #fromAddress = new Recent(HOUR, 50);
  readonly #fromVisitor = new Recent(HOUR, 25);
  readonly #withPhone = new Recent(DAY, 15);
  readonly #withText = new Recent(DAY, 5);
  /** Suspects that one address may leave. */
  readonly #limiter = new Limiter({ burst: 100, rate: 100 / 86_400 });
  /** Visits whose first hit sets a suspect free; read when first needed. */
  #waiting: Set<string> | null = null;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  take(context: ContactContext, arriving: Arriving): Taken {
    const { visit, contact, arrival, client, proven } = arriving;
    const sending = { arrival, client };
    const arrived: Submission = { visit, contact, arrivals: [sending] };
    const isContact = this.#sql.exec('SELECT 1 FROM contacts WHERE id = ?', contact.id).toArray().length > 0;
    if (isContact) return this.#record(context, arrived);
    const held = findHeld(this.#sql, contact.id);
    // Its owner has decided, or nobody has in a long time.
    if (held?.submission === 'emptied') return { state: 'suspect', isNew: false, ask: false };
    if (held && canonical(held.submission.contact) !== canonical(contact)) return { state: 'conflict' };
    const submission = held ? withArrival(held.submission, sending) : arrived;
    const judgement = context.settings.spam.quarantine
      ? judge({ ...this.#evidence(context, arriving), ...proven }, held?.judgement)
      : TAKEN;
    if (judgement.verdict === 'take') return this.#record(context, submission);
    if (!held) {
      const retryAfter = this.#limiter.take(arriving.address, arrival.receivedAt);
      if (retryAfter > 0) return { state: 'tooMany', retryAfter };
    }
    this.#hold(context, submission, judgement);
    return { state: 'suspect', isNew: !held, ask: judgement.verdict === 'ask' };
  }

  /** Takes a suspect as if it had been taken when it came. Null if there is none whose words are kept. */
  release(context: ContactContext, id: string): Released | null {
    const submission = findHeld(this.#sql, id)?.submission;
    if (!submission || submission === 'emptied') return null;
    return { contact: submission.contact, recorded: this.#record(context, submission) };
  }

  /** A visit's hits have come: what was held against its suspects may be void. Returns those that are contacts now. */
  seen(context: ContactContext, visit: Visit): Released[] {
    this.#waiting ??= new Set(unseenVisits(this.#sql));
    if (!this.#waiting.has(visit.id) || !isSeen(context, visit)) return [];
    this.#waiting.delete(visit.id);
    return suspectsOfVisit(this.#sql, visit.id).flatMap((id) => {
      const isFree = findHeld(this.#sql, id)?.judgement.reasons.every((reason) => reason === 'unseen');
      return (isFree && this.release(context, id)) || [];
    });
  }

  /** Whether there was anything to take out. */
  empty(id: string): boolean {
    return empty(this.#sql, id);
  }

  /** After a transaction was rolled back: what is in memory may not be in the table. */
  forget(): void {
    this.#waiting = null;
  }

  #record(context: ContactContext, { visit, contact, arrivals }: Submission): Recorded {
    letGo(this.#sql, contact.id);
    let first: Recorded | undefined;
    for (const { arrival, client } of arrivals) {
      const recorded = recordContact(context, { sentAt: arrival.sentAt, visit, contact }, arrival, client);
      first ??= recorded;
    }
    return first as Recorded;
  }

  #hold({ ads, calendar, settings }: ContactContext, submission: Submission, judgement: Judgement): void {
    const { visit } = submission;
    hold(this.#sql, calendar, {
      submission,
      judgement,
      ad: ads.idOf(resolveTouch(visit, settings)),
      landing: landingOf(visit.url),
    });
    if (judgement.reasons.join() === 'unseen') this.#waiting?.add(visit.id);
  }

  #evidence(
    context: ContactContext,
    { visit, contact, proof, arrival, address }: Arriving,
  ): Omit<Evidence, 'solved' | 'turnstile'> {
    const { fields, id } = contact;
    const now = arrival.receivedAt;
    const phone = phoneOf(fields.phone, context.settings.country);
    const text = (fields.message ?? '').trim().toLowerCase();
    const linksIn = (value = ''): number => value.match(LINK)?.length ?? 0;
    return {
      trapped: !!proof?.filled?.trim(),
      took: proof?.took,
      seen: isSeen(context, visit),
      fromAddress: this.#fromAddress.note(address, id, now),
      fromVisitor: this.#fromVisitor.note(visit.visitor, id, now),
      withPhone: phone ? this.#withPhone.note(phone, id, now) : 0,
      withText:
        text.length < TELLING ? 0 : this.#withText.note(`${text.length} ${text.slice(0, 200)}`, visit.visitor, now),
      linked: linksIn(fields.name) + linksIn(fields.phone) > 0,
      links: Object.values(fields).reduce((sum, value) => sum + linksIn(value), 0),
    };
  }
}

const TAKEN: Judgement = { verdict: 'take', reasons: [] };

/** Whether a page or a form of the visit has been reported. */
const isSeen = ({ recorder }: ContactContext, visit: Visit): boolean => {
  const known = recorder.known(visit);
  return known !== null && (known.pages.length > 0 || Object.keys(known.forms).length > 0);
};
