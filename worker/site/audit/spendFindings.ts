import type { Evidence, SpendFinding } from '../../../shared/audit.ts';
import { dateOfDay } from '../days.ts';
import { type Node, walk } from '../join.ts';
import { letOthersIn } from '../report/visitFacts.ts';
import { coincidence } from './coincidence.ts';
import { type Branch, type Days, keyOfBranch, lastDaysBefore } from './days.ts';
import { Names } from './names.ts';
import { sayCause } from './say.ts';
import type { Sides, SpendLine, VisitLine } from './sides.ts';
import { type Around, type Found, type Missed, spendCause } from './spendCauses.ts';

/** Spend that cannot be judged as finely as it was stated: a finding for each campaign, or for its ads of one cause. */

/** Half of all clicks bring a visit even where much is lost: of fewer than this, one in sixteen has none by chance. */
const FEW_CLICKS = 5;
/** The most visited of those that might be meant; all others have too few visits to be it. */
const MOST_NEAR = 500;
const MOST_ADS = 20;
/** Campaigns looked at before others may have their turn. */
const STRETCH = 10;
const MONEY = 10_000;

const sumOf = <T>(all: readonly T[], pick: (one: T) => number): number => all.reduce((sum, one) => sum + pick(one), 0);

const isNameless = ({ entry }: VisitLine): boolean => entry.campaign === '' && entry.campaignId === '';

/** What may be meant by a branch's spend, and what speaks of it besides; worked out once a branch. */
class Surroundings {
  readonly names = new Names();
  readonly #sides: Sides;
  readonly #days: Days;
  readonly #today: number;
  readonly #loose: readonly VisitLine[];
  #known = new Map<string, Pick<Around, 'near' | 'elsewhere' | 'othersVisited' | 'direct'>>();

  constructor(sides: Sides, days: Days, today: number) {
    this.#sides = sides;
    this.#days = days;
    this.#today = today;
    this.#loose = sides.visits
      .filter(({ joined }) => joined === 'unjoined')
      .sort((a, b) => b.visits - a.visits || a.entry.id - b.entry.id);
  }

  of(branch: Branch): Pick<Around, 'near' | 'elsewhere' | 'othersVisited' | 'direct'> {
    const key = keyOfBranch(branch);
    let known = this.#known.get(key);
    if (!known) {
      const isNear = (line: VisitLine): boolean => keyOfBranch(line.branch) === key;
      known = {
        near: this.#loose.filter(isNear).slice(0, MOST_NEAR),
        elsewhere: this.#loose.filter((line) => !isNear(line)).slice(0, MOST_NEAR),
        othersVisited: this.#sides.visits.some((line) => line.joined !== 'unjoined' && isNear(line)),
        direct: this.#directOf(key),
      };
      this.#known.set(key, known);
    }
    return known;
  }

  #directOf(branch: string): Evidence['perDay'] | null {
    const { from, to, direct, spendDays } = this.#days;
    const stated = spendDays.get(branch);
    const [on, off]: [number[], number[]] = [[], []];
    // Today is not over.
    for (let day = from; day <= Math.min(to, this.#today - 1); day += 1)
      (stated?.has(day) ? on : off).push(direct.get(day) ?? 0);
    return coincidence(on, off);
  }
}

/** A campaign's spend that found no visits of its own, and what is missed of it. */
interface Group {
  missed: Missed;
  lines: SpendLine[];
  head: Node;
}

const missedOf = (level: Missed['level'], node: Node, lines: readonly SpendLine[], clicksOfFew: number): Missed => {
  const [{ branch, joined }] = lines as [SpendLine, ...SpendLine[]];
  const [impressions, clicks] = [sumOf(lines, ({ row }) => row.impressions), sumOf(lines, ({ row }) => row.clicks)];
  return {
    level,
    name: level === 'ad' ? node.ad : level === 'campaign' ? node.campaign : node.stand.source,
    id: level === 'ad' ? node.adId : node.campaignId,
    source: node.stand.source,
    medium: node.system ? '' : node.stand.medium,
    system: branch.system,
    impressions,
    clicks,
    mayBeChance: joined === 'unjoined' && impressions + clicks > 0 && clicks < FEW_CLICKS && clicksOfFew < FEW_CLICKS,
  };
};

/** A campaign without a visit is missed as a whole, else ads are. */
const groupsOf = (head: Node, lines: SpendLine[], sides: Sides): Group[] => {
  if (!sides.isVisited(head)) {
    const level = head.level === 'campaign' ? 'campaign' : 'source';
    const clicks = sumOf(lines, ({ row }) => row.clicks);
    return [{ missed: missedOf(level, head, lines, clicks), lines, head }];
  }
  // A few clicks each, of many ads, are many.
  const clicksOfFew = sumOf(lines, ({ row }) => (row.clicks < FEW_CLICKS ? row.clicks : 0));
  return lines.map((line) => ({ missed: missedOf('ad', line.node, [line], clicksOfFew), lines: [line], head }));
};

const adsOf = (lines: readonly SpendLine[]): SpendFinding['ads'] =>
  lines
    .filter(({ node }) => node.level === 'ad')
    .slice(0, MOST_ADS)
    .map(({ node, row }) => ({
      ad: node.ad || node.adId,
      ...(node.adId && { adId: node.adId }),
      spend: row.spend / MONEY,
      clicks: row.clicks,
    }));

const byMost = (a: SpendLine, b: SpendLine): number => b.row.spend - a.row.spend || (a.row.ad < b.row.ad ? -1 : 1);

const findingOf = ({ head, missed }: Group, lines: readonly SpendLine[], found: Found): SpendFinding => {
  const [{ branch, joined }] = lines as [SpendLine, ...SpendLine[]];
  const clicks = sumOf(lines, ({ row }) => row.clicks);
  const evidence = { ...found.evidence, ...(found.evidence.clicks !== undefined && { clicks }) };
  return {
    ...(branch.system && { system: branch.system }),
    source: head.stand.source,
    medium: head.stand.medium,
    campaign: head.campaign,
    ...(head.campaignId && { campaignId: head.campaignId }),
    level: missed.level,
    joins: joined === 'coarse' ? 'campaign' : 'nothing',
    spend: sumOf(lines, ({ row }) => row.spend) / MONEY,
    impressions: sumOf(lines, ({ row }) => row.impressions),
    clicks,
    ads: adsOf(lines),
    adCount: lines.filter(({ node }) => node.level === 'ad').length,
    cause: found.cause,
    evidence,
    ...sayCause(found.cause, { branch, evidence }),
  };
};

interface Source {
  sql: SqlStorage;
  sides: Sides;
  days: Days;
  today: number;
  /** Findings to be told. */
  limit: number;
}

interface SpendFindings {
  /** The most spent first. */
  findings: SpendFinding[];
  /** How many there are. */
  count: number;
  /** What the causes say of visits, by entry. */
  explained: Map<number, Found>;
}

export const spendFindings = async ({ sql, sides, days, today, limit }: Source): Promise<SpendFindings> => {
  const byHead = new Map<Node, SpendLine[]>();
  for (const line of sides.spend) {
    if (line.joined === 'joined') continue;
    const lines = byHead.get(line.head);
    if (lines) lines.push(line);
    else byHead.set(line.head, [line]);
  }
  const groups = [...byHead].flatMap(([head, lines]) => groupsOf(head, lines.sort(byMost), sides));

  const entriesOf = ({ missed, head, lines }: Group): number[] => {
    const ids: number[] = [];
    walk(missed.level === 'ad' ? (lines[0] as SpendLine).node : head, ({ entries }) =>
      ids.push(...entries.map(({ id }) => id)),
    );
    return ids;
  };
  const lastDays = lastDaysBefore(sql, days.from, groups.flatMap(entriesOf));
  const lastDayOf = (group: Group): string | null => {
    const found = entriesOf(group).flatMap((id) => lastDays.get(id) ?? []);
    return found.length === 0 ? null : dateOfDay(found.reduce((a, b) => Math.max(a, b)));
  };

  const surroundings = new Surroundings(sides, days, today);
  const explained = new Map<number, Found>();
  const findings = new Map<string, { group: Group; lines: SpendLine[]; found: Found }>();
  for (const [index, group] of groups.entries()) {
    const { missed, head, lines } = group;
    const [{ branch, joined }] = lines as [SpendLine, ...SpendLine[]];
    const around = surroundings.of(branch);
    const isAd = missed.level === 'ad';
    const found = spendCause(missed, {
      ...around,
      names: surroundings.names,
      // An ad's visits may be among its campaign's, and among those that name none.
      near: isAd ? [...sides.visitsOn(head), ...around.near.filter(isNameless)] : around.near,
      othersVisited: isAd || around.othersVisited,
      lastDay: lastDayOf(group),
    });
    for (const line of found.explains) if (!explained.has(line.entry.id)) explained.set(line.entry.id, found);
    const key = JSON.stringify([head.code, missed.level, joined, found.cause, found.evidence.seen]);
    const alike = findings.get(key);
    if (alike) alike.lines.push(...lines);
    else findings.set(key, { group, lines: [...lines], found });
    if (index % STRETCH === STRETCH - 1) await letOthersIn();
  }
  const inOrder = [...findings.values()]
    .map((finding) => ({ ...finding, spend: sumOf(finding.lines, ({ row }) => row.spend) }))
    .sort((a, b) => b.spend - a.spend || (a.group.head.code < b.group.head.code ? -1 : 1));
  return {
    findings: inOrder.slice(0, limit).map(({ group, lines, found }) => findingOf(group, lines.sort(byMost), found)),
    count: inOrder.length,
    explained,
  };
};
