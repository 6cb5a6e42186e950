import { guard } from '../core/guard.ts';
import { tell } from './tell.ts';

/**
 * For a site whose banner speaks Google's Consent Mode: `gtag('consent', 'default' | 'update', { analytics_storage })`
 * puts its arguments into `dataLayer`. https://developers.google.com/tag-platform/security/guides/consent
 *
 * A default that denies is no answer yet, only silence: the touch waits for one. Defaults may be meant for some regions
 * each, and which one is the visitor's is not told here: only where all grant is it a yes.
 */

let updated: boolean | undefined;
let granted: boolean | undefined;

const take = (entry: unknown): void => {
  const [command, action, states] = Array.from((entry ?? []) as ArrayLike<unknown>);
  const state = (states as { analytics_storage?: string } | undefined)?.analytics_storage;
  if (command !== 'consent' || !state) return;
  if (action === 'update') updated = state === 'granted';
  else if (action === 'default') granted = state === 'granted' && granted !== false;
};

const settle = (): void => {
  const answer = updated ?? (granted || undefined);
  if (answer !== undefined) tell(answer);
};

guard(() => {
  window.dataLayer ??= [];
  const layer = window.dataLayer;
  const push = layer.push;
  layer.push = (...entries) => {
    const length = push.apply(layer, entries);
    guard(() => {
      entries.forEach(take);
      settle();
    });
    return length;
  };
  layer.forEach(take);
  settle();
});
