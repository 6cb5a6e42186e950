import { guard } from './guard.ts';

/** Whose script this is and where it came from. */

export const settings = __WHICHHALF_SETTINGS__;

/** What this site's cookie, storage and database are called. */
export const NAME = `whichhalf_${settings.site}`;

/**
 * Origin that served the script. A module has no `currentScript`, and one that was inlined no `src`: then the page's
 * own origin is meant, which is right where the site's domain serves the widget.
 */
export const origin = guard(
  () => new URL((document.currentScript as HTMLScriptElement | null)?.src || '/', location.href).origin,
);
