import type { Cause, Evidence, SpendFinding } from '../../../shared/audit.ts';
import type { Entry } from '../join.ts';
import { isMacro, type Names } from './names.ts';
import type { VisitLine } from './sides.ts';

/** Why spend found no visits. Pure: the rules in order, the first that there is a sign of is the likeliest cause. */

/** Spend without visits. */
export interface Missed {
  level: SpendFinding['level'];
  /** Of the campaign, or of the ad, as spend has them. */
  name: string;
  id: string;
  /** What its ad system's visits state, or what it was stated for. */
  source: string;
  /** Where it was stated for visits of one medium alone; else ''. */
  medium: string;
  system: string;
  impressions: number;
  clicks: number;
  /** Its clicks, and those of the like of it, are so few that none need have brought a visit. */
  mayBeChance: boolean;
}

/** What there is besides. */
export interface Around {
  names: Names;
  /** Visits that could be its own: of its ad system or source, of an ad's campaign, that no spend explains so far. */
  near: readonly VisitLine[];
  /** Visits of other ad systems and sources that no spend explains. */
  elsewhere: readonly VisitLine[];
  /** Others of its campaign, or of its ad system, have visits. */
  othersVisited: boolean;
  /** A day; its last visits before the period. */
  lastDay: string | null;
  direct: Evidence['perDay'] | null;
}

export interface Found {
  cause: Cause;
  evidence: Evidence;
  /** Visits whose own want of spend this explains as well. */
  explains: readonly VisitLine[];
}

/** Visits per click, below which what comes unmarked cannot be what the clicks brought. */
const LEAST_SHARE = 0.2;

/** How many names are told. */
const MOST_NAMES = 3;

const visitsOf = (lines: readonly VisitLine[]): number => lines.reduce((sum, { visits }) => sum + visits, 0);

const named = (entry: Entry, level: Missed['level']): string =>
  level === 'ad' ? entry.content : level === 'campaign' ? entry.campaign : entry.source;
const idOf = (entry: Entry, level: Missed['level']): string => (level === 'ad' ? entry.adId : entry.campaignId);
const hasCampaign = ({ campaign, campaignId }: Entry): boolean => campaign !== '' || campaignId !== '';

const topNames = (lines: readonly VisitLine[], nameOf: (entry: Entry) => string): string[] => {
  const sums = new Map<string, number>();
  for (const { entry, visits } of lines) {
    const name = nameOf(entry);
    if (name) sums.set(name, (sums.get(name) ?? 0) + visits);
  }
  return [...sums]
    .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
    .slice(0, MOST_NAMES)
    .map(([name]) => name);
};

type Rule = (missed: Missed, around: Around) => Found | null;

/** A cause that rests on some visits, if there are any. */
const byVisits = (
  cause: Cause,
  lines: readonly VisitLine[],
  { told = {}, explains = lines }: { told?: Evidence; explains?: readonly VisitLine[] } = {},
): Found | null => (lines.length === 0 ? null : { cause, evidence: { ...told, visits: visitsOf(lines) }, explains });

const fewClicks: Rule = ({ mayBeChance, clicks }) =>
  mayBeChance ? { cause: 'fewClicks', evidence: { clicks }, explains: [] } : null;

/** By its very id; or by its campaign's name, ads' names being too much alike. */
const otherSource: Rule = ({ level, name, id, source }, { elsewhere, names }) => {
  if (level === 'source') return null;
  const same = elsewhere.filter(
    ({ entry }) =>
      (id !== '' && idOf(entry, level) === id) ||
      (level === 'campaign' && hasCampaign(entry) && names.areNear(entry.campaign, name)),
  );
  return byVisits('otherSource', same, {
    told: { stated: name || id, seen: topNames(same, (entry) => entry.source), source },
  });
};

/** An ad system's visits join whatever their medium is. */
const otherMedium: Rule = ({ level, name, medium }, { near, names }) => {
  if (medium === '' || level === 'ad') return null;
  const same = near.filter(
    ({ entry }) => entry.medium !== medium && (level === 'source' || names.areNear(entry.campaign, name)),
  );
  return byVisits('otherMedium', same, { told: { stated: medium, seen: topNames(same, (entry) => entry.medium) } });
};

const spelling: Rule = ({ level, name, system }, { near, elsewhere, names }) => {
  const pool = level === 'source' ? (system === '' ? elsewhere.filter((line) => line.branch.system === '') : []) : near;
  const same = pool.filter(({ entry }) => names.areNear(named(entry, level), name));
  return byVisits('spelling', same, {
    told: { stated: name, seen: topNames(same, (entry) => named(entry, level)) },
  });
};

const idsForNames: Rule = ({ level, name, id }, { near }) => {
  if (id !== '' || level === 'source') return null;
  const withIds = near.filter(({ entry }) => idOf(entry, level) !== '');
  return byVisits('idsForNames', withIds, {
    told: { stated: name, seen: topNames(withIds, (entry) => idOf(entry, level)) },
  });
};

const namesForIds: Rule = ({ level, name, id }, { near }) => {
  if (name !== '' || id === '') return null;
  const withNames = near.filter(
    ({ entry }) => named(entry, level) !== '' && idOf(entry, level) === '' && !isMacro(named(entry, level)),
  );
  return byVisits('namesForIds', withNames, {
    told: { stated: id, seen: topNames(withNames, (entry) => named(entry, level)) },
  });
};

const macro: Rule = ({ level }, { near }) => {
  if (level === 'source') return null;
  const literal = near.filter(({ entry }) => isMacro(named(entry, level)));
  return byVisits('macro', literal, { told: { seen: topNames(literal, (entry) => named(entry, level)) } });
};

const noCampaign: Rule = ({ level }, { near }) =>
  level === 'source'
    ? null
    : byVisits(
        'noCampaign',
        near.filter(({ entry, paid }) => paid && !hasCampaign(entry)),
      );

const campaignTags: Rule = ({ level }, { near }) =>
  level === 'ad'
    ? byVisits(
        'campaignTags',
        near.filter(({ entry }) => hasCampaign(entry) && !entry.content && !entry.adId),
      )
    : null;

const stopped: Rule = (_, { lastDay }) =>
  lastDay === null ? null : { cause: 'stopped', evidence: { lastDay }, explains: [] };

/** They say nothing against the visits, which may be of yet another campaign. */
const otherNames: Rule = ({ level, name, id }, { near }) => {
  const others = level === 'source' ? [] : near.filter(({ entry }) => hasCampaign(entry) && named(entry, level) !== '');
  return byVisits('otherNames', others, {
    told: { stated: name || id, seen: topNames(others, (entry) => named(entry, level)) },
    explains: [],
  });
};

const notAnAd: Rule = ({ system, impressions, clicks, source }) =>
  system === '' && impressions + clicks === 0 ? { cause: 'notAnAd', evidence: { source }, explains: [] } : null;

const direct: Rule = (_, { direct: perDay }) =>
  perDay ? { cause: 'direct', evidence: { perDay }, explains: [] } : null;

const silent: Rule = ({ clicks }, { othersVisited }) =>
  othersVisited ? { cause: 'silent', evidence: { clicks }, explains: [] } : null;

const untagged: Rule = ({ clicks, source }, { near }) => {
  const unmarked = near.filter(({ entry, paid }) => !paid && !hasCampaign(entry));
  return visitsOf(unmarked) < clicks * LEAST_SHARE
    ? null
    : byVisits('untagged', unmarked, { told: { source }, explains: [] });
};

const RULES: readonly Rule[] = [
  fewClicks,
  otherSource,
  otherMedium,
  spelling,
  macro,
  idsForNames,
  namesForIds,
  noCampaign,
  campaignTags,
  stopped,
  otherNames,
  notAnAd,
  direct,
  silent,
  untagged,
];

export const spendCause = (missed: Missed, around: Around): Found => {
  for (const rule of RULES) {
    const found = rule(missed, around);
    if (found) return found;
  }
  return { cause: 'noVisits', evidence: { clicks: missed.clicks }, explains: [] };
};
