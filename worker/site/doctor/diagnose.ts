import type { Check, CheckName, CheckState, DoctorAnswer } from '../../../shared/doctor.ts';
import type { SiteSettings } from '../../../shared/settings.ts';
import { isUnder } from '../../source/referrer.ts';
import type { Facts } from './facts.ts';
import type { Sighting } from './sightings.ts';

/** What the facts mean for whoever installs the site. Pure: `now` is passed in. */

const MINUTE = 60_000;
const DAY = 86_400_000;
/** A page that has asked for the script tells of its visit within seconds. */
const TELLS_WITHIN = 2 * MINUTE;
/** A script that nobody has asked for so long is no longer on the site: browsers keep it for minutes. */
const GONE_AFTER = 3 * DAY;
/** What was refused longer ago has been mended, or is nobody's page. */
const REFUSED_WITHIN = 7 * DAY;

type Settings = Pick<SiteSettings, 'hosts' | 'consent' | 'consentSignal' | 'numbers' | 'calls' | 'notify'>;

const check = <Name extends CheckName>(
  name: Name,
  state: CheckState,
  finding: Check<Name>['finding'],
  more: { time?: number | null; hosts?: string[]; error?: string } = {},
): Check<Name> => {
  const { time, ...rest } = more;
  return { check: name, state, finding, ...(time != null && { time: new Date(time).toISOString() }), ...rest };
};

const needsConsent = ({ consent, consentSignal }: Settings): boolean =>
  consent === 'required' || consentSignal !== 'none';

/** Where the site's own pages have asked for the script, the latest first. */
const ownScripts = ({ sightings }: Facts, { hosts }: Settings): Sighting[] =>
  sightings.filter(({ kind, host }) => kind === 'script' && isUnder(host, hosts));

const ofScript = (facts: Facts, settings: Settings, now: number): Check => {
  const { lastVisit } = facts;
  const own = ownScripts(facts, settings);
  // A page without a referrer asks for it as well: its visits prove that it was there.
  const last = Math.max(own[0]?.lastAt ?? 0, lastVisit ?? 0);
  if (last === 0) return check('script', 'waiting', 'notSeen');
  if (now - last > GONE_AFTER) return check('script', 'wrong', 'gone', { time: last });
  return check('script', 'done', 'seen', { time: last, hosts: own.slice(0, 3).map(({ host }) => host) });
};

const ofHosts = ({ sightings, lastVisit }: Facts, { hosts }: Settings, now: number): Check => {
  const recent = sightings.filter(({ host, lastAt }) => !isUnder(host, hosts) && now - lastAt < REFUSED_WITHIN);
  if (recent.length > 0) {
    const foreign = [...new Set(recent.map(({ host }) => host))];
    return check('hosts', 'wrong', 'foreign', { hosts: foreign, time: recent[0]?.lastAt ?? null });
  }
  return sightings.length > 0 || lastVisit !== null
    ? check('hosts', 'done', 'own', { hosts })
    : check('hosts', 'waiting', 'notSeen', { hosts });
};

const ofVisits = (facts: Facts, settings: Settings, now: number): Check => {
  const { lastVisit } = facts;
  if (lastVisit !== null) return check('visits', 'done', 'recorded', { time: lastVisit });
  const own = ownScripts(facts, settings);
  const first = Math.min(...own.map(({ firstAt }) => firstAt));
  if (own.length === 0 || now - first < TELLS_WITHIN) return check('visits', 'waiting', 'none');
  return needsConsent(settings)
    ? check('visits', 'waiting', 'consent')
    : check('visits', 'wrong', 'silent', { time: first });
};

const ofLeads = ({ lastContact, hasSuspects }: Facts): Check => {
  if (lastContact !== null) return check('leads', 'done', 'recorded', { time: lastContact });
  return hasSuspects ? check('leads', 'waiting', 'quarantined') : check('leads', 'waiting', 'none');
};

const ofConsent = (facts: Facts, settings: Settings): Check => {
  const { lastVisit } = facts;
  if (!needsConsent(settings)) return check('consent', 'off', 'notNeeded');
  // Without a yes there would be no visit.
  if (lastVisit !== null) return check('consent', 'done', 'answered', { time: lastVisit });
  return check('consent', 'waiting', ownScripts(facts, settings).length > 0 ? 'unanswered' : 'notSeen');
};

const ofNumbers = ({ lastLease }: Facts, { numbers }: Settings): Check => {
  const shown = numbers.rules.filter(({ show }) => show !== 'own');
  if (shown.length === 0) return check('numbers', 'off', 'none');
  const lends = shown.some(({ show }) => show !== 'own' && 'pool' in show);
  // A static number is shown by the page itself: nobody else hears of it.
  if (!lends) return check('numbers', 'off', 'static');
  return lastLease === null
    ? check('numbers', 'waiting', 'notLent')
    : check('numbers', 'done', 'lent', { time: lastLease });
};

const ofCalls = ({ lastCall }: Facts, { calls }: Settings): Check => {
  if (lastCall !== null) return check('calls', 'done', 'reported', { time: lastCall });
  return calls.providers.length > 0 ? check('calls', 'waiting', 'silent') : check('calls', 'off', 'none');
};

const ofNotify = ({ lastTold, failing }: Facts, { notify }: Settings): Check => {
  if (notify.webhooks.length + notify.telegram.length === 0) return check('notify', 'off', 'none');
  if (failing && failing.at >= (lastTold ?? 0))
    return check('notify', 'wrong', 'failing', { time: failing.at, error: failing.error });
  return lastTold === null
    ? check('notify', 'waiting', 'nothing')
    : check('notify', 'done', 'told', { time: lastTold });
};

export const diagnose = (facts: Facts, settings: Settings, now: number): DoctorAnswer => ({
  checks: [
    ofScript(facts, settings, now),
    ofHosts(facts, settings, now),
    ofConsent(facts, settings),
    ofVisits(facts, settings, now),
    ofLeads(facts),
    ofNumbers(facts, settings),
    ofCalls(facts, settings),
    ofNotify(facts, settings),
  ],
});
