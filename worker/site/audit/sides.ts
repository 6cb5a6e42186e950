import { campaignOf, type Entry, type Node, walk } from '../join.ts';
import type { Dictionaries } from '../report/report.ts';
import { type Branch, branchOfEntry, branchOfNode, type Days, isPaidEntry } from './days.ts';

/**
 * Which spend found its visits and which visits their spend. The rows are a report's by ad, so that all adds up to it; the
 * join tells what each row hangs on.
 */

/** A row of the report by ad. Money in 1/10 000. */
export interface AdRow {
  ad: string;
  spend: number;
  impressions: number;
  clicks: number;
  visits: number;
}

/** As finely as it was stated; by the campaign alone; not at all. */
export type Joined = 'joined' | 'coarse' | 'unjoined';

export interface SpendLine {
  row: AdRow;
  node: Node;
  /** Its campaign; of what was stated for a source as a whole, the source. */
  head: Node;
  branch: Branch;
  joined: Joined;
}

export interface VisitLine {
  entry: Entry;
  branch: Branch;
  visits: number;
  paid: boolean;
  joined: Joined;
  /** What it hangs on, if spend knows it. */
  node: Node | undefined;
}

export interface Sides {
  spend: SpendLine[];
  /** All but Direct ones. */
  visits: VisitLine[];
  /** Visits of entries that hang on just this node. */
  visitsOn: (node: Node) => VisitLine[];
  /** Whether anything under the node was visited. */
  isVisited: (node: Node) => boolean;
}

const headOf = (node: Node): Node => {
  let head = campaignOf(node) ?? node;
  while (head.level !== 'campaign' && head.parent) head = head.parent;
  return head;
};

export const sidesOf = ({ entries, join, labels }: Dictionaries, rows: readonly AdRow[], days: Days): Sides => {
  const adOf = (id: number): string => labels.get(id)?.values.ad ?? '';
  const nodeOfRow = new Map<string, Node>();
  for (const root of join.roots) walk(root, (node) => nodeOfRow.set(adOf(node.stand.id), node));
  for (const [id, node] of join.nodeOf) nodeOfRow.set(adOf(id), node);
  const rowOf = new Map(rows.map((row) => [row.ad, row]));
  const visitsOf = ({ id }: Entry): number => days.visits.get(id) ?? 0;

  const visited = new Map<Node, boolean>();
  const isVisited = (node: Node): boolean => {
    let known = visited.get(node);
    if (known === undefined) {
      known = node.entries.some((entry) => visitsOf(entry) > 0) || node.children.some(isVisited);
      visited.set(node, known);
    }
    return known;
  };

  const spend = rows
    .filter((row) => row.spend > 0)
    .map((row): SpendLine => {
      const node = nodeOfRow.get(row.ad) as Node;
      const head = headOf(node);
      const byCampaign = node !== head && head.entries.some((entry) => visitsOf(entry) > 0);
      const joined = row.visits > 0 ? 'joined' : byCampaign ? 'coarse' : 'unjoined';
      return { row, node, head, branch: branchOfNode(node), joined };
    });
  const paidFor = new Set(spend.map(({ head }) => head));

  const joinedOf = (entry: Entry, node: Node | undefined): Joined => {
    if ((rowOf.get(adOf(entry.id))?.spend ?? 0) > 0) return 'joined';
    return node && node === headOf(node) && paidFor.has(node) ? 'coarse' : 'unjoined';
  };
  const lines = new Map<number, VisitLine>();
  for (const entry of entries) {
    const visits = visitsOf(entry);
    if (visits === 0 || entry.source === '(direct)') continue;
    const node = join.nodeOf.get(entry.id);
    const joined = joinedOf(entry, node);
    lines.set(entry.id, { entry, branch: branchOfEntry(entry), visits, paid: isPaidEntry(entry), joined, node });
  }
  return {
    spend,
    visits: [...lines.values()],
    visitsOn: ({ entries: own }) => own.flatMap(({ id }) => lines.get(id) ?? []),
    isVisited,
  };
};
