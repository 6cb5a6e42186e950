import { type Period, readPeriod, writePeriod } from '../period.ts';

/** What the page of spend shows, as its address says it. */

export const TABS = ['stored', 'uploads', 'crm'] as const;
export type Tab = (typeof TABS)[number];

export const KINDS = ['all', 'ad', 'marketing', 'sales'] as const;
export type Kind = (typeof KINDS)[number];

export interface View {
  period: Period;
  kind: Kind;
}

const USUAL: View = { period: 'last365', kind: 'all' };

export const readTab = (rest: string): Tab => TABS.find((tab) => tab === rest) ?? 'stored';
/** The first one is the page itself. */
export const restOf = (tab: Tab): string => (tab === 'stored' ? '' : tab);

export const readView = (query: string): View => {
  const params = new URLSearchParams(query);
  return {
    period: readPeriod(params, USUAL.period),
    kind: KINDS.find((kind) => kind === params.get('kind')) ?? USUAL.kind,
  };
};

export const writeView = ({ period, kind }: View): string => {
  const params = new URLSearchParams();
  writePeriod(params, period, USUAL.period);
  if (kind !== USUAL.kind) params.set('kind', kind);
  return params.toString();
};
