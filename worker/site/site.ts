import { DurableObject } from 'cloudflare:workers';
import type { AuditAnswer, AuditQuery } from '../../shared/audit.ts';
import type { CallStory, CallsAnswer } from '../../shared/calls.ts';
import type { ChannelTrialAnswer } from '../../shared/channelTrial.ts';
import type { Contact } from '../../shared/contacts.ts';
import type { DoctorAnswer } from '../../shared/doctor.ts';
import type { FieldsAnswer, FormsAnswer, Period, VariantsAnswer } from '../../shared/formReport.ts';
import type { HitsAnswer, Visit } from '../../shared/hits.ts';
import type { LeadStory, LeadsAnswer, Source, SuspectsAnswer, WaitingAnswer } from '../../shared/leadStory.ts';
import type { Change, Topic } from '../../shared/live.ts';
import type { RuleTouch } from '../../shared/numberRules.ts';
import type { NewPlan, NewPlanNote, PlanAnswer, PlanChange, PlansAnswer, PlansQuery } from '../../shared/plans.ts';
import type { ReportQuery } from '../../shared/report.ts';
import type { SeasonalityQuery } from '../../shared/seasonality.ts';
import { DEFAULT_SETTINGS, type SiteSettings } from '../../shared/settings.ts';
import type { Challenge, Proof } from '../../shared/spam.ts';
import type { SpendList, SpendUploads } from '../../shared/spend.ts';
import type { VerdictAnswer, VerdictQuery } from '../../shared/verdict.ts';
import type { CallEvent } from '../calls/call.ts';
import type { Notice } from '../deliver/message.ts';
import type { Env } from '../env.ts';
import { newId } from '../keys.ts';
import { migrate } from '../migrate.ts';
import { statedPhoneOf } from '../phones.ts';
import { problem } from '../problem.ts';
import { countryOf } from '../source/browser.ts';
import { type SourceOf, sourcesOf } from './adSources.ts';
import { AdDictionary } from './ads.ts';
import { makeAudit } from './audit/audit.ts';
import { bookCall } from './callbacks/book.ts';
import { agentDidNotAnswer, CallOrders } from './callbacks/orders.ts';
import { type CallsQuery, callStory, listCalls } from './calls/callList.ts';
import { callIdOf, digestOf, recordCall } from './calls/callStore.ts';
import { CLOCK_SLACK } from './calls/matching.ts';
import { tryChannelRules } from './channelTrial.ts';
import { readIdentities } from './contactStore.ts';
import { currencyErrors } from './currency.ts';
import { Calendar, dateOfDay } from './days.ts';
import { Deliverer, enqueue } from './deliveries.ts';
import { diagnose } from './doctor/diagnose.ts';
import { readFacts } from './doctor/facts.ts';
import { type Sighting, Sightings } from './doctor/sightings.ts';
import { fieldsReport } from './forms/fields.ts';
import { listForms } from './forms/formList.ts';
import type { FormQuery } from './forms/formVisits.ts';
import { variantsReport } from './forms/variants.ts';
import { GroupCommit } from './groupCommit.ts';
import { type FieldError, takeContact, takeHits } from './intake.ts';
import { joinSpend } from './join.ts';
import { type CrmRequest, type CrmResult, takeDeals } from './leads/crm.ts';
import { type EnteredRequest, type EnteredResult, enterLead } from './leads/entered.ts';
import { escalateDue, nextEscalation } from './leads/escalate.ts';
import { type LeadsPage, listLeads } from './leads/list.ts';
import { type StatementRequest, type StatementResult, takeStatement } from './leads/statements.ts';
import { leadStory } from './leads/story.ts';
import { countWaiting } from './leads/waiting.ts';
import { addressKey, Limiter } from './limiter.ts';
import { Live } from './live.ts';
import { SITE_MIGRATIONS } from './migrations.ts';
import { adviceOf, type PoolAdvice } from './numbers/advice.ts';
import { LeaseBook } from './numbers/leases.ts';
import {
  listNumbers,
  type NumbersAnswer,
  type NumbersUpload,
  type NumbersUploadResult,
  removeNumber,
  shownErrors,
  uploadNumbers,
} from './numbers/numberStore.ts';
import { lineOfNumber, poolOfNumber, showNumbers } from './numbers/shown.ts';
import { type Simulation, simulate } from './numbers/simulate.ts';
import { deriveEverybody } from './person.ts';
import { addNote, type NoteResult } from './plans/notes.ts';
import { deleteNote, deletePlan } from './plans/planStore.ts';
import { addPlan, changePlan, listPlans, type PlanResult, planOfId } from './plans/plans.ts';
import { erasePersonOf } from './privacy/erase.ts';
import { exportPerson, type PersonExport } from './privacy/exportPerson.ts';
import { exportSite } from './privacy/exportSite.ts';
import { retain } from './privacy/retain.ts';
import { lacksLeads, rebuild } from './rebuild.ts';
import { type Client, Recorder } from './recorder.ts';
import { answerText } from './report/answerText.ts';
import { labelEntries, labelNobodys, labelStands } from './report/labels.ts';
import { LeadBook } from './report/leadBook.ts';
import { type Dictionaries, makeReport, type ReportContext } from './report/report.ts';
import { Rollup } from './rollup.ts';
import { type SeasonalityResult, seasonality } from './seasonality/seasonality.ts';
import { otherPromises, type SettingsResult, settleChange } from './settleSettings.ts';
import { isSolved, newChallenge } from './spam/challenge.ts';
import { type Arriving, Desk, type Taken } from './spam/desk.ts';
import type { Evidence } from './spam/judge.ts';
import { listSuspects, type SuspectsPage } from './spam/quarantine.ts';
import { checkToken } from './spam/turnstile.ts';
import { listSpend, type SpendListQuery } from './spendList.ts';
import { type SpendResult, type SpendUploadRequest, spendKeys, uploadSpend } from './spendStore.ts';
import { listUploads, type UndoResult, undoUpload } from './spendUndo.ts';
import { makeVerdict } from './verdict/verdict.ts';

/** What the route knows of a request from a page. */
export interface PageRequest {
  /** By our clock, ms since 1970. */
  receivedAt: number;
  /** The client's network address; used for the rate limit only and never stored. */
  address: string;
  /** Where the page reached us, `https://host`: others will too. */
  origin: string;
  client: {
    device: string;
    /** ISO 3166 code, where the network told it; else ''. */
    country: string;
  };
}

/** Where the network is silent, the browser's time zone tells the country. */
const clientOf = ({ client }: PageRequest, visit: Visit): Client => {
  const country = client.country || countryOf(visit.zone);
  return { device: client.device, country, countryFrom: client.country ? 'network' : country ? 'zone' : '' };
};

/** What a hook hands over: events of calls, and the provider's own fields. */
export interface CallReport {
  provider: string;
  /** By our clock, ms since 1970. */
  receivedAt: number;
  events: CallEvent[];
  raw: string;
}

type Refused = { state: 'invalid'; errors: FieldError[] } | { state: 'tooMany' /** Seconds. */; retryAfter: number };
export type HitsResult = { state: 'stored'; answer: HitsAnswer } | Refused;
export type ContactResult =
  | { state: 'new' | 'known'; id: string }
  /** Quarantined; with a challenge where some work would set it free. */
  | { state: 'suspect'; id: string; isNew: boolean; challenge?: Challenge }
  | { state: 'conflict' }
  | Refused;

const leadEvent = (newLead: boolean) => (newLead ? 'lead.created' : 'lead.contacted');

const SEALED: FieldError = { field: 'visit.id', detail: 'is of a day whose visits the site keeps no longer' };

/** How long after a contact the alarm looks whether it was told; normally it has been by then (ms). */
const SAFETY_NET = 1_000;

/** Late hits of the evening's visits have mostly come by then (ms). */
const AFTER_MIDNIGHT = 10 * 60_000;

/** Everything of one site. RPC methods take and give plain data; expected failures are tagged values. */
export class Site extends DurableObject<Env> {
  readonly #sql: SqlStorage;
  readonly #ads: AdDictionary;
  readonly #leadBook: LeadBook;
  readonly #leases: LeaseBook;
  readonly #sightings: Sightings;
  readonly #desk: Desk;
  readonly #commits: GroupCommit<Pick<Visit, 'id' | 'visitor'>>;
  readonly #deliverer: Deliverer;
  readonly #orders: CallOrders;
  readonly #live: Live;
  readonly #hitsLimiter = new Limiter({ burst: 120, rate: 4 });
  /** One address must not empty a pool by making visitors up; many real ones may stand behind it. */
  readonly #leasesLimiter = new Limiter({ burst: 40, rate: 1 / 60 });
  readonly #contactsLimiter = new Limiter({ burst: 20, rate: 0.2 });
  #site: { key: string; settings: SiteSettings; calendar: Calendar } | null = null;
  readonly #rollup: Rollup;
  /** The day on which it was last looked for what is kept no longer. */
  #retainedOn: number | null = null;
  /** Of the transaction under way. */
  #recorder!: Recorder;
  #alarmAt: number | null = null;
  /** When the alarm has to look after what the transaction under way puts into the outbox. */
  #safetyNet: number | null = null;
  /** Spend and touches joined, until either dictionary grows. */
  #joined: { version: number; dictionaries: Dictionaries } | null = null;
  #named: { of: Dictionaries; sourceOf: SourceOf } | null = null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#sql = ctx.storage.sql;
    migrate(ctx.storage, SITE_MIGRATIONS);
    this.#ads = new AdDictionary(this.#sql);
    this.#leadBook = new LeadBook(this.#sql);
    this.#rollup = new Rollup(ctx.storage);
    if (lacksLeads(this.#sql)) ctx.storage.transactionSync(() => deriveEverybody(this.#context()));
    this.#leases = new LeaseBook(this.#sql);
    this.#sightings = new Sightings(this.#sql);
    this.#desk = new Desk(this.#sql);
    this.#commits = new GroupCommit(
      (work, visits) => this.#transaction(work, visits),
      () => this.#forget(),
    );
    this.#live = new Live(ctx);
    this.#deliverer = new Deliverer(() => ({
      sql: this.#sql,
      settings: this.#open().settings,
      site: this.#open().key,
      telegramApi: env.TELEGRAM_API ?? 'https://api.telegram.org',
    }));
    this.#orders = new CallOrders(() => ({
      sql: this.#sql,
      settings: this.#open().settings,
      site: this.#open().key,
      secret: env.SECRET,
      apis: {
        twilio: env.TWILIO_API ?? 'https://api.twilio.com',
        zadarma: env.ZADARMA_API ?? 'https://api.zadarma.com',
        webhook: '',
      },
    }));
    ctx.blockConcurrencyWhile(async () => {
      this.#alarmAt = await ctx.storage.getAlarm();
      this.#schedule();
    });
  }

  /** Makes a new site of this object, or does nothing if it is one already. */
  create(key: string, settings: SiteSettings): void {
    this.#sql.exec(
      'INSERT INTO settings (id, body) VALUES (1, ?) ON CONFLICT (id) DO NOTHING',
      JSON.stringify({ key, settings }),
    );
  }

  /** The site's settings, secrets included: for the worker's own use. */
  settings(): SiteSettings {
    return this.#open().settings;
  }

  /** Replaces the named settings, here and not by the caller, so that two changes at once both stand; what is derived
   * from them is worked out anew. */
  change(change: Partial<SiteSettings>): SettingsResult {
    const { key, settings: before } = this.#open();
    const settled = settleChange(before, change);
    if (settled.state === 'invalid') return settled;
    const { settings } = settled;
    const otherTerms = JSON.stringify(before.privacy) !== JSON.stringify(settings.privacy);
    const errors = [...shownErrors(this.#sql, settings.numbers), ...currencyErrors(this.#sql, before, settings)];
    if (errors.length > 0) return { state: 'invalid', errors };
    try {
      this.ctx.storage.transactionSync(() => {
        this.#sql.exec('UPDATE settings SET body = ? WHERE id = 1', JSON.stringify({ key, settings }));
        this.#site = null;
        if (JSON.stringify(before.channelRules) !== JSON.stringify(settings.channelRules))
          this.#ads.reclassify(settings.channelRules);
        if (before.country !== settings.country) readIdentities(this.#sql, settings.country);
        const derived = ['timeZone', 'leadWindowDays', 'lookBackDays', 'country'] as const;
        const otherCalls = before.calls.leadSeconds !== settings.calls.leadSeconds;
        // Visits keep the ad they came by; what a number stands for is read by the aliases of now.
        const otherAliases = JSON.stringify(before.sourceAliases) !== JSON.stringify(settings.sourceAliases);
        if (otherCalls || otherAliases || derived.some((name) => before[name] !== settings[name]))
          rebuild(this.#context());
        else if (otherPromises(before, settings)) deriveEverybody(this.#context());
      });
    } catch (error) {
      // Rolled back: what is in memory is of settings that do not stand.
      this.#forget();
      throw error;
    }
    // What is promised of leads, and how often they are told of, may be other than before.
    this.#schedule();
    if (otherTerms) {
      this.#retainedOn = null;
      this.#wakeAt(Date.now() + SAFETY_NET);
    }
    return settled;
  }

  async hits(text: string, request: PageRequest): Promise<HitsResult> {
    const retryAfter = this.#hitsLimiter.take(addressKey(request.address), request.receivedAt);
    if (retryAfter > 0) return { state: 'tooMany', retryAfter };
    const intake = takeHits(text);
    if (intake.state === 'invalid') return intake;
    const { visit, hits, lines, sentAt, refused } = intake.value;
    const arrival = { receivedAt: request.receivedAt, sentAt };
    let freed = false;
    const shown = await this.#commits.run(() => {
      if (hits.length > 0 && this.#recorder.isSealed(visit, arrival)) return null;
      if (hits.length > 0) this.#recorder.record(visit, hits, arrival, clientOf(request, visit));
      const released = this.#desk.seen(this.#contactContext(), visit);
      freed = released.length > 0;
      for (const { contact, recorded } of released) this.#welcome(contact, recorded, request.origin);
      return lines && this.#show(visit, lines, request);
    }, visit);
    if (freed) {
      this.#changed({ changed: 'leads' });
      this.ctx.waitUntil(this.#deliver());
    }
    if (shown === null) return { state: 'invalid', errors: [SEALED] };
    this.#wakeAfterMidnight(Date.now());
    return { state: 'stored', answer: { accepted: hits.length, refused, ...shown } };
  }

  /** The numbers a page is to show; those of pools are the visitor's from now on. In the recording transaction. */
  #show(
    visit: Visit,
    asked: readonly string[],
    { address, receivedAt: now }: PageRequest,
  ): Pick<HitsAnswer, 'numbers' | 'hold'> {
    const mayBegin = (): boolean => this.#leasesLimiter.take(addressKey(address), now) === 0;
    const shown = showNumbers(this.#open().settings.numbers, this.#leases, { visit, asked, now, mayBegin });
    if (shown.tracked) this.#recorder.markTracked(visit);
    for (const number of shown.leased) this.#recorder.recheckCalls(number, now - CLOCK_SLACK, now);
    return { numbers: shown.numbers, ...(shown.hold !== undefined && { hold: shown.hold }) };
  }

  async contact(text: string, request: PageRequest): Promise<ContactResult> {
    const retryAfter = this.#contactsLimiter.take(addressKey(request.address), request.receivedAt);
    if (retryAfter > 0) return { state: 'tooMany', retryAfter };
    const intake = takeContact(text);
    if (intake.state === 'invalid') return intake;
    const { visit, sentAt } = intake.value;
    const { proof, ...contact } = intake.value.contact;
    const arrival = { receivedAt: request.receivedAt, sentAt };
    const address = addressKey(request.address);
    const client = clientOf(request, visit);
    const proven = await this.#prove(contact.id, proof, request.address);
    const taken = await this.#commits.run(() => {
      const arriving = { visit, contact, proof, arrival, client, address, proven };
      const result = this.#desk.take(this.#contactContext(), arriving);
      this.#welcome(contact, result, request.origin);
      return result;
    }, visit);
    switch (taken.state) {
      case 'conflict':
      case 'tooMany':
        return taken;
      case 'suspect': {
        const { isNew, ask } = taken;
        if (isNew) this.#changed({ changed: 'leads' });
        const subject = { site: this.#open().key, contact: contact.id };
        const challenge = ask ? await newChallenge(this.env.SECRET, subject, Date.now()) : undefined;
        return { state: 'suspect', id: contact.id, isNew, ...(challenge && { challenge }) };
      }
      case 'new':
        this.#changed({ changed: 'leads', id: contact.id });
        this.ctx.waitUntil(this.#deliver());
    }
    return { state: taken.state, id: contact.id };
  }

  /** What a proof is worth, as far as that takes waiting. */
  async #prove(contact: string, proof: Proof | undefined, address: string): Promise<Arriving['proven']> {
    const { key, settings } = this.#open();
    const { spam, hosts } = settings;
    const { solution, turnstile: token } = proof ?? {};
    const api = this.env.TURNSTILE_API ?? 'https://challenges.cloudflare.com';
    const keys = spam.quarantine ? spam.turnstile : undefined;
    const unasked: Evidence['turnstile'] = keys ? 'missing' : 'unknown';
    const [solved, turnstile] = await Promise.all([
      solution !== undefined && isSolved(this.env.SECRET, { site: key, contact }, solution),
      keys && token ? checkToken(api, { keys, token, address, hosts, contact }) : unasked,
    ]);
    return { solved, turnstile };
  }

  suspects(page: SuspectsPage): SuspectsAnswer {
    return listSuspects(this.#sql, page);
  }

  /** A suspect becomes the contact it was. Returns whether it is a contact now, or was one already. */
  async releaseSuspect(id: string): Promise<boolean> {
    const released = await this.#commits.run(() => {
      const result = this.#desk.release(this.#contactContext(), id);
      if (result) this.#welcome(result.contact, result.recorded, '');
      return result;
    });
    if (released) {
      this.#changed({ changed: 'leads', id });
      this.ctx.waitUntil(this.#deliver());
    }
    return released !== null || this.#sql.exec('SELECT 1 FROM contacts WHERE id = ?', id).toArray().length > 0;
  }

  /** What was written in it is deleted. Returns whether there was such a suspect. */
  deleteSuspect(id: string): boolean {
    const isDeleted = this.#desk.empty(id);
    if (isDeleted) this.#changed({ changed: 'leads' });
    return isDeleted;
  }

  /** What a new contact sets going: people are told, and a call is booked where it asks for one. */
  #welcome(contact: Contact, recorded: Taken, origin: string): void {
    if (recorded.state !== 'new') return;
    const now = Date.now();
    this.#tell(contact.id, contact.kind === 'nps' ? 'nps.answered' : leadEvent(recorded.newLead));
    const due = bookCall({ sql: this.#sql, settings: this.#open().settings }, contact, { now, origin });
    if (due !== null) this.#lookAt(Math.max(due, now + SAFETY_NET));
  }

  /**
   * Takes what a provider reported.
   *
   * @param text JSON of a CallReport
   * @returns the line (E.164) that the call is meant for, where the rules tell
   */
  async takeCalls(text: string): Promise<{ line?: string }> {
    const { provider, receivedAt, events, raw } = JSON.parse(text) as CallReport;
    const digest = await digestOf(raw);
    const reported = await Promise.all(
      events.map(async (event) => ({
        provider,
        id: await callIdOf(provider, event.id),
        event,
        raw,
        digest,
        receivedAt,
      })),
    );
    let told = false;
    await this.#commits.run(() => {
      told = false;
      // Whose a call was is told from the tables.
      this.#recorder.write();
      for (const call of reported) {
        const result = recordCall(
          {
            ...this.#personContext(),
            settleLeases: (number) => this.#leases.settle(number, receivedAt),
          },
          call,
        );
        if (agentDidNotAnswer(this.#context(), call.id, receivedAt)) {
          this.#lookAt(Date.now() + SAFETY_NET);
          told = true;
        }
        if (!result.tell) continue;
        this.#tell(call.id, leadEvent(result.newLead));
        told = true;
      }
    });
    for (const { id } of reported) this.#changed({ changed: 'calls', id });
    if (told) this.ctx.waitUntil(this.#deliver());
    const { settings } = this.#open();
    const number = statedPhoneOf(events[0]?.tracking ?? '', settings.country);
    const line = lineOfNumber(settings.numbers, number, (tracking) => poolOfNumber(this.#sql, tracking));
    return { ...(line && { line }) };
  }

  calls(query: CallsQuery): CallsAnswer {
    return listCalls(this.#context(), query);
  }

  /** A call with its provider's own fields; null if there is none. */
  call(id: string): CallStory | null {
    return callStory(this.#context(), id);
  }

  /** Puts the news of a contact into the outbox. In the recording transaction. */
  #tell(contact: string, event: Notice['event']): void {
    const now = Date.now();
    const targets = enqueue(this.#sql, this.#open().settings, { event, contact, now });
    if (targets > 0) this.#lookAt(now + SAFETY_NET);
  }

  /** The alarm is to look after what the transaction under way has put into an outbox. */
  #lookAt(time: number): void {
    this.#safetyNet = Math.min(this.#safetyNet ?? time, time);
  }

  /** A dashboard's socket; the route has asked who they are, and what they may hear of. */
  override fetch(request: Request): Response {
    const topics = (new URL(request.url).searchParams.get('topics') ?? '').split(',') as Topic[];
    const webSocket = this.#live.open(topics, Date.now());
    return webSocket ? new Response(null, { status: 101, webSocket }) : problem('too-many');
  }

  /** Call it after the commit. */
  #changed(change: Change): void {
    this.#live.tell(change, Date.now());
  }

  override async alarm(): Promise<void> {
    this.#alarmAt = null;
    await this.#deliver();
    await this.#rollDays();
    await this.#retain();
  }

  async #deliver(): Promise<void> {
    try {
      // Side by side. An order that could not be given is news, due at once, and comes with the next alarm.
      const now = Date.now();
      this.ctx.storage.transactionSync(() => escalateDue(this.#context(), now));
      await Promise.all([this.#orders.orderDue(now), this.#deliverer.deliverDue(now)]);
    } finally {
      // Whoever sent, or failed to, sees to it that somebody looks again.
      this.#schedule();
    }
  }

  /** Sums the days that are over, so that the morning's first report need not; a few at a time, for recording goes on. */
  async #rollDays(): Promise<void> {
    const { calendar } = this.#open();
    for (;;) {
      const today = calendar.dayOf(Date.now());
      const [day] = this.#rollup.daysToRoll(today, 1);
      if (day === undefined) break;
      this.#rollup.rollDay(calendar, day);
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }

  /** Once a day what is kept no longer goes, a little at a time, for recording goes on. */
  async #retain(): Promise<void> {
    const { settings, calendar } = this.#open();
    if (settings.privacy.keepVisitsDays === null && settings.privacy.keepPersonsDays === null) return;
    const now = Date.now();
    // Where nobody comes any more, terms end all the same.
    this.#wakeAfterMidnight(now);
    if (this.#retainedOn === calendar.dayOf(now)) return;
    const { storage } = this.ctx;
    for (const _ of retain({ storage, calendar, rollup: this.#rollup }, settings, now))
      await new Promise((resolve) => setTimeout(resolve, 0));
    this.#leases.forget();
    this.#desk.forget();
    this.#retainedOn = calendar.dayOf(now);
  }

  /** JSON of a ReportAnswer. */
  async report(query: ReportQuery): Promise<string> {
    return answerText(await makeReport(this.#reportContext(), query));
  }

  seasonality(query: SeasonalityQuery): Promise<SeasonalityResult> {
    return seasonality(this.#reportContext(), query);
  }

  plans(query: PlansQuery): Promise<PlansAnswer> {
    return listPlans(this.#reportContext(), query);
  }

  plan(plan: string): Promise<PlanAnswer | null> {
    return planOfId(this.#reportContext(), plan);
  }

  addPlan(plan: NewPlan, by: string): Promise<PlanResult> {
    return addPlan(this.#reportContext(), plan, { by, now: Date.now() });
  }

  changePlan(plan: string, change: PlanChange, by: string): Promise<PlanResult> {
    return changePlan(this.#reportContext(), plan, { change, by, now: Date.now() });
  }

  /** Whether there was such a plan. */
  removePlan(plan: string): boolean {
    return deletePlan(this.#sql, plan);
  }

  addPlanNote(plan: string, note: NewPlanNote, by: string): NoteResult {
    return addNote(this.#sql, plan, { note, by, now: Date.now() });
  }

  /** Whether the plan had such a note. */
  removePlanNote(plan: string, note: string): boolean {
    return deleteNote(this.#sql, plan, note);
  }

  verdict(query: VerdictQuery): Promise<VerdictAnswer> {
    return makeVerdict(this.#reportContext(), query);
  }

  audit(query: AuditQuery): Promise<AuditAnswer> {
    return makeAudit(this.#reportContext(), query);
  }

  /** A page of this host has asked for the script, or was refused. */
  sighted(seen: Pick<Sighting, 'kind' | 'host'>, at: number): void {
    this.#sightings.note(seen, at);
  }

  doctor(): DoctorAnswer {
    return diagnose(readFacts(this.#sql, this.#sightings.list()), this.#open().settings, Date.now());
  }

  tryChannelRules(rules: SiteSettings['channelRules']): ChannelTrialAnswer {
    return tryChannelRules(this.#context(), rules);
  }

  forms(period: Period): Promise<FormsAnswer> {
    return listForms(this.#reportContext(), period);
  }

  formVariants(query: FormQuery): Promise<VariantsAnswer | null> {
    return variantsReport(this.#context(), query, Date.now());
  }

  formFields(query: FormQuery & { by?: 'variant' | undefined }): Promise<FieldsAnswer | null> {
    return fieldsReport(this.#context(), query);
  }

  /** Today's date at the site. */
  today(): string {
    return dateOfDay(this.#open().calendar.dayOf(Date.now()));
  }

  /** @param request JSON of a SpendUploadRequest: one text costs less to hand over than its rows */
  spend(request: string): SpendResult {
    const { settings } = this.#open();
    const upload = JSON.parse(request) as SpendUploadRequest;
    const result = this.ctx.storage.transactionSync(() => uploadSpend(this.#sql, settings, upload, Date.now()));
    if (!upload.dryRun) {
      this.#joined = null;
      this.#changed({ changed: 'spend' });
    }
    return result;
  }

  /** The same as a stream: what is handed over at once may have 32 MB, and a file's rows have more. */
  async spendFrom(request: ReadableStream): Promise<SpendResult> {
    return this.spend(await new Response(request).text());
  }

  spendUploads(): SpendUploads {
    return listUploads(this.#sql);
  }

  undoSpend(upload: number): UndoResult {
    const result = this.ctx.storage.transactionSync(() => undoUpload(this.#sql, upload));
    this.#joined = null;
    if (result.state === 'undone') this.#changed({ changed: 'spend' });
    return result;
  }

  spendList(query: SpendListQuery): SpendList {
    return listSpend(this.#sql, this.#open().settings.currency, query);
  }

  leads(page: LeadsPage): LeadsAnswer {
    return listLeads({ ...this.#context(), now: Date.now() }, page);
  }

  waiting(): WaitingAnswer {
    return countWaiting(this.#sql, Date.now());
  }

  /** A lead by its id, or by the id of any of its contacts; null if there is none. */
  lead(lead: string): LeadStory | null {
    return leadStory({ ...this.#context(), now: Date.now() }, this.#ads, lead);
  }

  /** What people state of a lead or take back, and what the lead is then. */
  async takeStatement(request: StatementRequest): Promise<StatementResult & { story: LeadStory | null }> {
    const result = await this.#commits.run(() => {
      // Credits are worked out from the tables.
      this.#recorder.write();
      return takeStatement(this.#personContext(), request, newId);
    });
    if (result.state === 'new' || result.state === 'changed') {
      this.#changed({ changed: 'leads', id: request.lead });
      this.#schedule();
    }
    return { ...result, story: this.lead(request.lead) };
  }

  async enterLead(request: EnteredRequest): Promise<EnteredResult> {
    const result = await this.#commits.run(() => {
      // Credits are worked out from the tables.
      this.#recorder.write();
      return enterLead(this.#personContext(), request);
    });
    if (result.state === 'new') {
      this.#changed({ changed: 'leads', id: result.lead });
      this.#schedule();
    }
    return result;
  }

  /** @param request JSON of a CrmRequest: what is handed over at once may have 32 MB */
  async dealsFrom(request: ReadableStream): Promise<CrmResult> {
    const upload = (await new Response(request).json()) as CrmRequest;
    const result = await this.#commits.run(() => {
      // Credits are worked out from the tables.
      this.#recorder.write();
      return takeDeals(this.#personContext(), upload);
    });
    if (!upload.dryRun && result.state === 'stored') {
      this.#changed({ changed: 'leads' });
      this.#schedule();
    }
    return result;
  }

  /** Erases the person that a lead is of, by the id of any of their contacts. Returns whether there was one. */
  erase(contact: string): boolean {
    const { country } = this.#open().settings;
    const erased = this.ctx.storage.transactionSync(() =>
      erasePersonOf({ sql: this.#sql, country }, contact, Date.now()),
    );
    if (erased) {
      this.#leases.forget();
      this.#desk.forget();
      this.#changed({ changed: 'leads' });
    }
    return erased;
  }

  /** All that is known of the person a lead is of; null if there is none. */
  exportPerson(contact: string): PersonExport | null {
    return exportPerson(this.#context(), contact);
  }

  /** All there is, as NDJSON. */
  exportSite(): ReadableStream<Uint8Array> {
    return exportSite(this.#sql, this.#open().settings);
  }

  numbers(): NumbersAnswer {
    return listNumbers({ ...this.#context(), leases: this.#leases }, Date.now());
  }

  /** @param request JSON of a NumbersUpload */
  async uploadNumbers(request: string): Promise<NumbersUploadResult> {
    const upload = JSON.parse(request) as NumbersUpload;
    return this.#commits.run(() => {
      const uploaded = uploadNumbers(this.#context(), upload);
      if (upload.dryRun || uploaded.state === 'invalid') return uploaded;
      // What a number stands for has changed, and with it what its calls are credited to.
      for (const number of uploaded.written) this.#recorder.recheckCalls(number, 0, Number.MAX_SAFE_INTEGER);
      if (uploaded.written.length > 0) this.#leases.forget();
      return uploaded;
    });
  }

  /** Whether there was such a number. */
  removeNumber(number: string): boolean {
    const removed = removeNumber(this.#sql, number, Date.now());
    if (removed) this.#leases.forget();
    return removed;
  }

  numbersAdvice(): PoolAdvice[] {
    const { settings, calendar } = this.#open();
    return adviceOf({ sql: this.#sql, pools: settings.numbers.pools, calendar, now: Date.now() });
  }

  simulate(touch: RuleTouch): Simulation {
    const now = Date.now();
    return simulate(this.#open().settings, touch, (pool) => this.#leases.peek(pool, now));
  }

  /** Works out all that is derived anew from the raw rows. */
  rebuild(): void {
    this.ctx.storage.transactionSync(() => rebuild(this.#context()));
  }

  /** One transaction: raw rows, their share of the cube, and the credits that follow from them. */
  #transaction(work: () => void, visits: readonly Pick<Visit, 'id' | 'visitor'>[]): void {
    this.ctx.storage.transactionSync(() => {
      this.#recorder = new Recorder(this.#context());
      this.#safetyNet = null;
      this.#recorder.expect(visits);
      work();
      this.#recorder.finish();
    });
    // In the same turn, hence in the same write to disk; not within the transaction, for a rollback would take the alarm
    // away and leave us thinking that it stands.
    if (this.#safetyNet !== null) this.#wakeAt(this.#safetyNet);
  }

  #dictionaries(): Dictionaries {
    const entries = this.#ads.entries();
    if (this.#joined?.version !== this.#ads.version) {
      const join = joinSpend(entries, spendKeys(this.#sql), this.#open().settings.channelRules);
      const labels = labelEntries(entries, join);
      labelNobodys(entries, this.#open().settings.channelRules, labels);
      labelStands(join, labels);
      this.#joined = { version: this.#ads.version, dictionaries: { entries, join, labels } };
    }
    return this.#joined.dictionaries;
  }

  /** Where an ad's touch came from, as people call it. */
  #sourceOf(ad: number): Source {
    const dictionaries = this.#dictionaries();
    if (this.#named?.of !== dictionaries) this.#named = { of: dictionaries, sourceOf: sourcesOf(dictionaries) };
    return this.#named.sourceOf(ad);
  }

  /** What was kept in memory of a transaction that was rolled back. */
  #forget(): void {
    this.#site = null;
    this.#ads.forget();
    this.#rollup.forget();
    this.#leases.forget();
    this.#desk.forget();
  }

  #open(): { key: string; settings: SiteSettings; calendar: Calendar } {
    if (!this.#site) {
      const { body } = this.#sql.exec<{ body: string }>('SELECT body FROM settings WHERE id = 1').one();
      const stored = JSON.parse(body) as { key: string; settings: SiteSettings };
      const { key } = stored;
      // What a site was stored without, its settings being older.
      const settings = { ...DEFAULT_SETTINGS, ...stored.settings };
      this.#site = { key, settings, calendar: new Calendar(settings.timeZone) };
    }
    return this.#site;
  }

  #context() {
    const { settings, calendar } = this.#open();
    return {
      ...{ sql: this.#sql, ads: this.#ads, rollup: this.#rollup, settings, calendar },
      sourceOf: (ad: number) => this.#sourceOf(ad),
    };
  }

  #reportContext(): ReportContext {
    const { key, settings, calendar } = this.#open();
    const now = Date.now();
    return {
      sql: this.#sql,
      site: key,
      settings,
      calendar,
      dictionaries: this.#dictionaries(),
      rollup: this.#rollup,
      leadBook: this.#leadBook,
      today: calendar.dayOf(now),
      now,
    };
  }

  /** For what is derived of persons within the transaction under way. */
  #personContext() {
    return {
      ...this.#context(),
      lookForContact: (visit: string, visitor: string) => this.#recorder.lookForContact(visit, visitor),
    };
  }

  /** For contacts, within the transaction under way. */
  #contactContext() {
    return { ...this.#personContext(), recorder: this.#recorder };
  }

  #schedule(): void {
    const now = Date.now();
    const dues = [this.#deliverer.nextDue(this.#sql, now), this.#orders.nextDue(this.#sql)];
    // An object wakes before a site is made of it.
    const isSite = this.#sql.exec('SELECT 1 FROM settings').toArray().length > 0;
    if (isSite) dues.push(nextEscalation(this.#context(), now));
    for (const due of dues) if (due !== null) this.#wakeAt(due);
  }

  /** Today's visits are summed once today is over. */
  #wakeAfterMidnight(now: number): void {
    if (this.#alarmAt !== null && this.#alarmAt > now) return;
    const { calendar } = this.#open();
    this.#wakeAt(calendar.startOf(calendar.dayOf(now) + 1) + AFTER_MIDNIGHT);
  }

  #wakeAt(time: number): void {
    if (this.#alarmAt !== null && this.#alarmAt <= time) return;
    this.#alarmAt = time;
    // What is overdue is due now.
    this.ctx.storage.setAlarm(Math.max(time, Date.now()));
  }
}
