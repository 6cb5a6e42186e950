import type { FormSettings } from '../../shared/settings.ts';
import { variantOf } from '../../shared/variant.ts';
import { wildcard } from '../../shared/wildcard.ts';
import type { Host } from '../core/host.ts';
import { newId } from '../core/id.ts';
import type { Kind, Placed } from './contract.ts';
import { foreignTag } from './foreignTag.ts';
import { heightOf } from './height.ts';

/**
 * Which forms this visitor gets, and how each looks and speaks: for sites that have set one to more than the launcher
 * knows by itself.
 */

export interface Choosing {
  host: Host;
  show(forms: Placed[]): void;
  open(placed: Placed): Promise<void>;
  /** Empty if the page said stop while this was loading. */
  stops: (() => void)[];
}

/** Path of the page, with that of a router that lives in the fragment, as core counts pages. */
const path = (): string => `${location.pathname}${/^#!?\/[^?]*/.exec(location.hash) ?? ''}`;

/** What the page's address says, also where a router has rewritten it since. */
const asked = (name: string): string | undefined => {
  const [landing] = performance.getEntriesByType('navigation');
  for (const url of [location.href, landing?.name]) {
    const value = url && new URL(url, location.href).searchParams.get(name);
    if (value) return value;
  }
  return undefined;
};

const isAway = ({ pages }: FormSettings): boolean => {
  const here = path();
  const some = (patterns: readonly string[] | undefined): boolean =>
    patterns?.some((pattern) => wildcard(pattern)(here)) ?? false;
  return some(pages?.hide) || (!!pages?.show?.[0] && !some(pages.show));
};

const KINDS: Record<FormSettings['kind'], () => Promise<{ kind: Kind }>> = {
  callback: () => import('./kinds/callAt.ts'),
  lead: () => import('./kinds/own.ts'),
  quiz: () => import('./kinds/quiz.ts'),
  nps: () => import('./kinds/nps.ts'),
};

const needsKind = (form: FormSettings, { hours }: Host['settings']): boolean =>
  form.kind === 'callback' ? !!form.slots && !!hours : form.kind !== 'lead' || !!form.fields;

/** After a no on this very page nobody is known: who is made up now is whom a contact will be of. */
const visitorOf = (host: Host): string => {
  const state = host.load();
  if (state.visitor) return state.visitor;
  const visitor = newId(Date.now());
  host.save({ ...state, visitor });
  return visitor;
};

/** The form with the words and the colour of the visitor's variant. */
const placedFor = (host: Host, stated: FormSettings): Placed => {
  const { settings } = host;
  const arm = stated.variants && variantOf(stated.id, visitorOf(host), stated.variants);
  const variant = stated.variants?.find(({ id }) => id === arm);
  const words = { ...stated.words };
  for (const tag in variant?.words) words[tag] = { ...words[tag], ...variant.words[tag] };
  const form = { ...stated, words };
  const tag = foreignTag(
    [settings.language, document.documentElement.lang, ...navigator.languages],
    Object.keys(words),
  );
  const radius = form.radius ?? settings.radius;
  const ref = form.kind === 'nps' ? asked('whichhalf_ref') : undefined;
  const isLive = form.live !== false;
  const load = KINDS[form.kind];
  return {
    form,
    ...(tag && { tag }),
    host: {
      ...host,
      settings: {
        ...settings,
        color: variant?.color ?? form.color ?? settings.color,
        ...(radius !== undefined && { radius }),
        ...(tag && { language: 'en' }),
      },
      stage: (id, stage) => isLive && host.stage(id, stage, arm),
      tell: (hit) => isLive && host.tell({ ...hit, ...(arm && { variant: arm }) }),
      send: async (draft) =>
        isLive
          ? host.send({
              ...draft,
              ...(arm && { variant: arm }),
              ...(form.stage && form.stage !== 'new' && { stage: form.stage }),
              ...(ref && { fields: { ...draft.fields, ref: ref.slice(0, MAX_REF) } }),
            })
          : { state: 'sent' },
    },
    away: () => isAway(form),
    height: heightOf(form),
    ...(needsKind(form, settings) && { kind: async () => (await load()).kind }),
  };
};

const MAX_REF = 200;

export const choose = ({ host, show, open, stops }: Choosing): Placed[] => {
  if (!stops[0]) return [];
  const preview = asked('whichhalf_preview');
  const all = host.settings.forms
    .filter(({ id, live }) => live !== false || id === preview)
    .map((form) => placedFor(host, form));
  show(all);
  const link = asked('whichhalf_nps');
  for (const placed of all) {
    const { form } = placed;
    // Who follows such a link has come for this form.
    if (form.id === preview || (form.kind === 'nps' && form.id === link)) void open(placed).catch(() => {});
    else if (form.trigger) {
      const { trigger } = form;
      void import('./trigger.ts').then(
        ({ watchTrigger }) => {
          if (stops[0]) stops.push(watchTrigger(trigger, placed, open));
        },
        () => {},
      );
    }
  }
  return all;
};
