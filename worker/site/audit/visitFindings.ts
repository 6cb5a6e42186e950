import type { VisitFinding } from '../../../shared/audit.ts';
import type { AdName } from '../../../shared/report.ts';
import type { EntryLabels } from '../report/labels.ts';
import type { Days } from './days.ts';
import { sayCause } from './say.ts';
import type { Sides, VisitLine } from './sides.ts';
import type { Found } from './spendCauses.ts';
import { visitCause } from './visitCauses.ts';

/** Paid visits that no spend explains: a finding for each source, medium and campaign. */

interface Source {
  sides: Sides;
  days: Days;
  labels: ReadonlyMap<number, EntryLabels>;
  everStated: ReadonlySet<string>;
  /** What spend's own causes say of visits, by entry. */
  explained: ReadonlyMap<number, Found>;
  /** Findings to be told. */
  limit: number;
}

type Lines = [VisitLine, ...VisitLine[]];

/** @returns the findings, the most visited first, and how many there are */
export const visitFindings = ({
  sides,
  days,
  labels,
  everStated,
  explained,
  limit,
}: Source): { findings: VisitFinding[]; count: number } => {
  const groups = new Map<string, { name: AdName; lines: Lines; visits: number }>();
  for (const line of sides.visits) {
    const name = labels.get(line.entry.id)?.name;
    if (!line.paid || line.joined !== 'unjoined' || !name) continue;
    const key = JSON.stringify([line.branch.system, name.source, name.medium, name.campaign, name.campaignId]);
    const group = groups.get(key);
    if (group) {
      group.lines.push(line);
      group.visits += line.visits;
    } else groups.set(key, { name, lines: [line], visits: line.visits });
  }
  const inOrder = [...groups.entries()].sort(([a, one], [b, other]) => other.visits - one.visits || (a < b ? -1 : 1));
  const findings = inOrder.slice(0, limit).map(([, { name, lines, visits }]): VisitFinding => {
    const [{ branch }] = lines;
    const told = lines.flatMap(({ entry }) => explained.get(entry.id) ?? [])[0];
    const found = told ?? visitCause(lines, { days, everStated });
    const evidence = { ...found.evidence, visits };
    return {
      ...(branch.system && { system: branch.system }),
      source: name.source,
      medium: name.medium,
      campaign: name.campaign,
      ...(name.campaignId && { campaignId: name.campaignId }),
      visits,
      cause: found.cause,
      evidence,
      ...sayCause(found.cause, { branch, evidence }),
    };
  });
  return { findings, count: inOrder.length };
};
