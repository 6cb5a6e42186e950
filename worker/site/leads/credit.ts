import type { SingleTouch } from '../../../shared/report.ts';
import { callersOf, numberAd } from '../calls/evidence.ts';
import type { Candidate } from '../calls/matching.ts';
import { type Known, type PersonContext, touchesOf } from '../person.ts';
import { byTime, creditOf, type Touch, touchesBefore } from './grouping.ts';

/** Whose each of a person's contacts was, and the touches that brought it. */

const DAY = 86_400_000;
const MILLION = 1_000_000;

/** Where a contact's credit goes: for a call, once a visitor whose it may have been. */
export interface Credited {
  visitor: string;
  visit: string;
  /** Millionths. */
  share: number;
  credit: Record<SingleTouch, Touch>;
  /** The touches before it, in order of time; there is one at least. */
  path: readonly Touch[];
}

const CREDITS = ['last_click', 'last_non_direct', 'first_click'] as const;
/** The columns of `creditColumns`. */
export const CREDIT_COLUMNS = CREDITS.flatMap((model) => [`${model}_ad`, `${model}_visit`]);

/** By contact, the likeliest first. */
export const creditContacts = (context: PersonContext, contacts: readonly Known[]): Map<string, Credited[]> => {
  const { sql, settings, ads } = context;
  const lookBack = settings.lookBackDays * DAY;
  // Whom the person's own words tell of; and then those whose calls were more likely theirs than not.
  const named = new Set(contacts.map(({ call, row }) => (call ? '' : row.visitor)).filter((visitor) => visitor !== ''));
  const callers = new Map(
    contacts.flatMap(({ id, at, call }) =>
      call ? [[id, callersOf(sql, { at, number: call.record.tracking, named })] as const] : [],
    ),
  );
  const surely = (id: string): string => {
    const first = callers.get(id)?.[0];
    return first && first.share > MILLION / 2 ? first.visitor : '';
  };
  const visitors = new Set([...named, ...[...callers.keys()].map(surely)].filter((visitor) => visitor !== ''));

  // A call to a number that stands for a source is how the person came, where no visit of theirs is known to be; and so
  // is what was stated of a contact that was entered by hand.
  const withoutVisit: Touch[] = [];
  for (const { id, at, row, call } of contacts) {
    if (row.stated_ad !== null) {
      withoutVisit.push({ visit: '', ad: row.stated_ad, startedAt: at, direct: ads.isDirect(row.stated_ad) });
    }
    if (!call || callers.get(id)?.[0]?.visitor !== '') continue;
    const ad = numberAd(context, call.record.tracking);
    if (ad !== null) withoutVisit.push({ visit: '', ad, startedAt: at, direct: false });
  }
  const touchesWith = (some: Iterable<string>): Touch[] => [...touchesOf(sql, ads, some), ...withoutVisit].sort(byTime);
  const touches = touchesWith(visitors);
  /** If a call was not its likeliest visitor's, this person has nothing to do with them, unless another contact tells so. */
  const touchesUnless = (call: string, visitor: string): Touch[] => {
    const likeliest = surely(call);
    const toldElsewhere =
      likeliest === '' || named.has(likeliest) || contacts.some(({ id }) => id !== call && surely(id) === likeliest);
    const others = [...visitors].filter((other) => toldElsewhere || other !== likeliest);
    return touchesWith(new Set(visitor === '' ? others : [...others, visitor]));
  };

  const credited = new Map<string, Credited[]>();
  const creditedTo = (
    { at, ...owner }: { at: number; visitor: string; visit: string; share: number },
    touches: readonly Touch[],
  ): Credited => {
    const before = touchesBefore({ at, visit: owner.visit }, touches);
    const path = before.length > 0 ? before : [nobodys(context, at)];
    return { ...owner, credit: creditOf(at, path, lookBack), path };
  };
  for (const { id, at, row, call } of contacts) {
    if (!call) {
      credited.set(id, [creditedTo({ at, visitor: row.visitor, visit: row.visit, share: MILLION }, touches)]);
      continue;
    }
    credited.set(
      id,
      (callers.get(id) as Candidate[]).map(({ visitor, visit: tapped, heldFrom, share }, index) => {
        const own = index === 0 && visitor === surely(id) ? touches : touchesUnless(id, visitor);
        const visit = tapped ?? (visitor === '' ? '' : lastVisit(sql, visitor, heldFrom ?? at));
        return creditedTo({ at, visitor, visit, share }, own);
      }),
    );
  }
  return credited;
};

const lastVisit = (sql: SqlStorage, visitor: string, at: number): string =>
  sql
    .exec<{ visit: string }>(
      'SELECT visit FROM visitor_visits WHERE visitor = ? AND started_at <= ? ORDER BY started_at DESC, visit DESC LIMIT 1',
      visitor,
      at,
    )
    .toArray()[0]?.visit ?? '';

/** Of a caller who was never seen on the site: no touch at all, which is told apart from a direct visit. */
const nobodys = ({ ads, settings }: PersonContext, at: number): Touch => ({
  visit: '',
  ad: ads.unseenCaller(settings.channelRules),
  startedAt: at,
  direct: true,
});

export const creditColumns = ({ credit: { lastClick, lastNonDirect, firstClick } }: Credited) => ({
  last_click_ad: lastClick.ad,
  last_click_visit: lastClick.visit,
  last_non_direct_ad: lastNonDirect.ad,
  last_non_direct_visit: lastNonDirect.visit,
  first_click_ad: firstClick.ad,
  first_click_visit: firstClick.visit,
});

const CANDIDATE = ['visitor', 'visit', 'share', ...CREDIT_COLUMNS];

/** Keeps the visitors whose a call may have been as well. */
export const writeCandidates = (sql: SqlStorage, contact: string, others: readonly Credited[]): void => {
  const rows = others.map((other) => {
    const { visitor, visit, share } = other;
    const columns: Record<string, string | number> = { visitor, visit, share, ...creditColumns(other) };
    return CANDIDATE.map((column) => columns[column] as string | number);
  });
  const stored = [
    ...sql
      .exec(`SELECT ${CANDIDATE.join(', ')} FROM contact_candidates WHERE contact = ? ORDER BY visitor, visit`, contact)
      .raw(),
  ];
  const sorted = [...rows].sort((a, b) => (`${a[0]}/${a[1]}` < `${b[0]}/${b[1]}` ? -1 : 1));
  if (JSON.stringify(stored) === JSON.stringify(sorted)) return;
  sql.exec('DELETE FROM contact_candidates WHERE contact = ?', contact);
  for (const row of rows) {
    sql.exec(
      `INSERT INTO contact_candidates (contact, ${CANDIDATE.join(', ')}) VALUES (?, ${CANDIDATE.map(() => '?').join(', ')})`,
      contact,
      ...row,
    );
  }
};
