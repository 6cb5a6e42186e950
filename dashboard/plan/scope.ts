import type { PlanAnswer } from '../../shared/plans.ts';
import { addDays } from '../days.ts';
import { rowName } from '../rowName.ts';
import { useSite } from '../site.ts';
import { useAsked } from '../useAsked.ts';
import { api } from './api.ts';
import { useMetricName, useOwn } from './own.ts';

/** What a plan is of. */

export const SECTIONS = ['site', 'people', 'parts'] as const;
export type Section = (typeof SECTIONS)[number];

export const sectionOf = ({ scope }: Pick<PlanAnswer, 'scope'>): Section =>
  scope === '' ? 'site' : scope.startsWith('owner:') ? 'people' : 'parts';

export const scopeParts = (scope: string): { kind: string; value: string } => {
  const colon = scope.indexOf(':');
  return { kind: scope.slice(0, colon), value: scope.slice(colon + 1) };
};

/** Ads by the id that reports give them. Nothing is asked while nobody needs it. */
export const useAds = (needed: boolean): { id: string; name: string }[] => {
  const { site, today } = useSite();
  const { value } = useAsked(needed ? site : '', (signal) =>
    needed
      ? api.parts(site, 'ad', { from: addDays(today, -364), to: today }, signal)
      : new Promise<never>(() => undefined),
  );
  return (value?.rows ?? [])
    .filter(({ key }) => key.ad)
    .map((row) => {
      const { title, under } = rowName(row, 'ad');
      return { id: row.key.ad ?? '', name: [title, under].filter(Boolean).join(' · ') };
    });
};

export interface PlanNames {
  /** Whose it is; '' of the whole company. */
  scope: (plan: Pick<PlanAnswer, 'scope'>) => string;
  /** With its metric: `Заявки · Канал: Paid Search`. */
  whole: (plan: Pick<PlanAnswer, 'scope' | 'metric'>) => string;
}

export const usePlanNames = (plans: readonly Pick<PlanAnswer, 'scope'>[]): PlanNames => {
  const words = useOwn();
  const metricName = useMetricName();
  const ads = useAds(plans.some(({ scope }) => scope.startsWith('ad:')));
  const scopeName: PlanNames['scope'] = ({ scope }) => {
    if (scope === '') return '';
    const { kind, value } = scopeParts(scope);
    if (kind === 'owner') return value;
    const title = words.scopes[kind as keyof typeof words.scopes] ?? kind;
    return `${title}: ${kind === 'ad' ? (ads.find(({ id }) => id === value)?.name ?? value) : value}`;
  };
  return {
    scope: scopeName,
    whole: (plan) => [metricName(plan.metric), scopeName(plan)].filter(Boolean).join(' · '),
  };
};
