/** What the page shows, as its address says it; no caller's number is in it. */

export const TABS = ['calls', 'numbers'] as const;
export type Tab = (typeof TABS)[number];
export const SHOWN = ['all', 'in', 'out', 'answered', 'missed', 'ringing'] as const;
export type Shown = (typeof SHOWN)[number];

export interface View {
  tab: Tab;
  shown: Shown;
  /** Of ours, E.164; '' for all. */
  number: string;
}

export const USUAL: View = { tab: 'calls', shown: 'all', number: '' };

export const readView = (query: string): View => {
  const params = new URLSearchParams(query);
  const number = params.get('number') ?? '';
  return {
    tab: TABS.find((tab) => tab === params.get('tab')) ?? USUAL.tab,
    shown: SHOWN.find((shown) => shown === params.get('show')) ?? USUAL.shown,
    number: /^\+\d{7,15}$/.test(number) ? number : '',
  };
};

/** What is as usual is left out. */
export const writeView = ({ tab, shown, number }: View): string => {
  const params = new URLSearchParams();
  if (tab !== USUAL.tab) params.set('tab', tab);
  if (shown !== USUAL.shown) params.set('show', shown);
  if (number) params.set('number', number);
  return params.toString();
};

/** How the API is asked for what is shown. */
export const filtersOf = ({ shown, number }: View) => ({
  ...((shown === 'in' || shown === 'out') && { direction: shown }),
  ...((shown === 'answered' || shown === 'missed' || shown === 'ringing') && { status: shown }),
  ...(number && { number }),
});
