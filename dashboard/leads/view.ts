import { STAGES, type Stage } from '../../shared/leads.ts';

/** Which leads are looked at, as the address says it: without what was searched for, which is personal data. */

export interface View {
  tab: 'inbox' | 'suspects';
  /** '' for all of them but spam. */
  stage: Stage | '';
  /** null for anybody's, '' for nobody's. */
  owner: string | null;
  overdue: boolean;
  channel: string;
  source: string;
}

export const EVERYTHING: View = { tab: 'inbox', stage: '', owner: null, overdue: false, channel: '', source: '' };

export const readView = (query: string): View => {
  const asked = new URLSearchParams(query);
  return {
    tab: asked.get('tab') === 'suspects' ? 'suspects' : 'inbox',
    stage: STAGES.find((stage) => stage === asked.get('stage')) ?? '',
    owner: asked.get('owner'),
    overdue: asked.get('overdue') === '1',
    channel: asked.get('channel') ?? '',
    source: asked.get('source') ?? '',
  };
};

/** What the API takes; all that is usual is left out. */
export const filtersOf = ({ stage, owner, overdue, channel, source }: View) => ({
  ...(stage && { stage }),
  ...(owner !== null && { owner }),
  ...(overdue && { overdue: '1' as const }),
  ...(channel && { channel }),
  ...(source && { source }),
});

export const writeView = (view: View): string =>
  new URLSearchParams({ ...(view.tab === 'suspects' && { tab: view.tab }), ...filtersOf(view) }).toString();

export const isFiltered = (view: View): boolean => Object.keys(filtersOf(view)).length > 0;
