import type { VisitFinding } from '../../../shared/audit.ts';
import type { AdName } from '../../../shared/report.ts';
import type { EntryLabels } from '../report/labels.ts';
import type { Days } from './days.ts';
import { sayCause } from './say.ts';
import type { Sides, VisitLine } from './sides.ts';
import type { Found } from './spendCauses.ts';
import { titleOf } from './spendFindings.ts';
import { visitCause } from './visitCauses.ts';

/** Paid visits that no spend explains: a finding for each source, medium and campaign. */

interface Source {
  sides: Sides;
  days: Days;
  labels: ReadonlyMap<number, EntryLabels>;
  everStated: ReadonlySet<string>;
  /** What spend's own causes say of visits, by entry. */
  explained: ReadonlyMap<number, Found>;
}

type Lines = [VisitLine, ...VisitLine[]];

export const visitFindings = ({ sides, days, labels, everStated, explained }: Source): VisitFinding[] => {
  const groups = new Map<string, { name: AdName; lines: Lines }>();
  for (const line of sides.visits) {
    const name = labels.get(line.entry.id)?.name;
    if (!line.paid || line.joined !== 'unjoined' || !name) continue;
    const key = JSON.stringify([line.branch.system, name.source, name.medium, name.campaign, name.campaignId]);
    const group = groups.get(key);
    if (group) group.lines.push(line);
    else groups.set(key, { name, lines: [line] });
  }
  return [...groups.values()]
    .map(({ name, lines }): VisitFinding => {
      const visits = lines.reduce((sum, line) => sum + line.visits, 0);
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
        ...sayCause(found.cause, { who: titleOf(branch), level: 'campaign', evidence }),
      };
    })
    .sort((a, b) => b.visits - a.visits || (a.campaign < b.campaign ? -1 : 1));
};
