import { discard, flushSoon, hasCollected } from './batch.ts';
import { eraseCookie } from './cookie.ts';
import { forget } from './keep.ts';
import { ongoing } from './ongoing.ts';
import { may, saveConsent } from './state.ts';

/** `whichhalf('consent', …)`: a yes sends what waited, with the touch it came by; a no removes everything. */
export const consent = (yes: boolean): void => {
  const allowed = may();
  if (yes) {
    saveConsent(true);
    if (allowed) return;
    ongoing(!hasCollected());
    flushSoon();
  } else {
    forget();
    discard();
    eraseCookie();
    saveConsent(false);
  }
};
