import { NAME, settings } from './site.ts';
import type { VisitState } from './visit.ts';

/** What the browser remembers, shared by its tabs; and whether it may be remembered at all. */

export interface State extends Partial<VisitState> {
  /** What was answered to `whichhalf('consent', …)`, if anything. */
  consent?: boolean;
  /** When a form last opened by itself, by its id. */
  shown?: Record<string, number>;
  /** Telephone numbers (E.164) that are this visitor's until then, by pool. */
  leases?: Record<string, { number: string; until: number }>;
}

/** Where nothing may or can be stored. */
let memory: State = {};

let storage: Storage | undefined;
try {
  storage = localStorage;
} catch {
  // Refused: a sandboxed frame, or the visitor's choice.
}

const stored = (): State => {
  if (!storage) return memory;
  try {
    return (JSON.parse(storage.getItem(NAME) as string) as State | null) ?? {};
  } catch {
    // Not ours, or cut off: written anew with the next hit.
    return {};
  }
};

/** Whether hits may be sent and anything stored. Read anew each time: another tab may have said no. */
export const may = (): boolean =>
  stored().consent ?? !(settings.consent === 'required' || navigator.globalPrivacyControl);

export const load = (): State => (may() ? stored() : memory);

const store = (): void => {
  try {
    storage?.setItem(NAME, JSON.stringify(memory));
  } catch {
    // Full, or an old Safari's private window.
    storage = undefined;
  }
};

export const save = (state: State): void => {
  memory = state;
  if (may()) store();
};

/** A yes keeps what waited in memory. A no forgets everything; it must be remembered only where silence means yes. */
export const saveConsent = (consent: boolean): void => {
  memory = consent ? { ...load(), consent } : { consent };
  if (consent || settings.consent !== 'required') store();
  else storage?.removeItem(NAME);
};
