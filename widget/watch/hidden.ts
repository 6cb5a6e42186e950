import type { WatchedForm } from '../../shared/watch.ts';
import type { State } from '../core/state.ts';
import type { Control, Named } from './controls.ts';

/** Hidden inputs through which the owner's CRM learns whose visit brought a submission. */

type Value = NonNullable<WatchedForm['hidden']>[string];

/** '' where the visit has none. */
export const valueFor = (value: Value, { id = '', visitor = '', url = '', referrer = '' }: Partial<State>): string => {
  switch (value) {
    case 'visit':
      return id;
    case 'visitor':
      return visitor;
    case 'url':
      return url;
    case 'referrer':
      return referrer;
    case 'source':
      return valueFor('utm_source', { url, referrer }) || (referrer ? new URL(referrer).hostname : '(direct)');
  }
  // The page before gives back what a landing page's address has lost.
  const query = (url.includes('?') ? url : referrer).split('?')[1];
  for (const [name, text] of new URLSearchParams(query)) if (name.toLowerCase() === value) return text;
  return '';
};

export interface Filling {
  fill(controls: Named[], values: WatchedForm['hidden'], state: State): void;
  /** What stood there before stands there again. */
  stop(): void;
}

export const createFilling = (): Filling => {
  const before = new Map<Control, { was: string; is: string }>();
  return {
    fill(controls, values = {}, state) {
      for (const { control, name } of controls) {
        const value = Object.keys(values).includes(name) && values[name];
        const known = before.get(control);
        // Some builders hide a text field instead; what anybody else wrote into one stands.
        const free = control.type === 'hidden' || (control.type === 'text' && [known?.is, ''].includes(control.value));
        if (!value || !free) continue;
        const is = valueFor(value, state);
        before.set(control, { was: known?.was ?? control.value, is });
        if (control.value !== is) control.value = is;
      }
    },
    stop() {
      for (const [control, { was, is }] of before) if (control.value === is) control.value = was;
      before.clear();
    },
  };
};
