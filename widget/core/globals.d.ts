import type { WidgetSettings } from '../../shared/settings.ts';

declare global {
  /** The worker puts the site's settings here as JSON when it serves the script: must stand exactly once in it. */
  const __WHICHHALF_SETTINGS__: WidgetSettings;
  /** Paths of the lazy chunks, such as `/f/outbox-abc123.js`; the build knows their hashes. */
  const __OUTBOX__: string;
  const __LAUNCHER__: string;
  const __WATCH__: string;
  /** Whether this build of core swaps telephone numbers. */
  const __NUMBERS__: boolean;

  interface Window {
    whichhalf?: import('./api.ts').Api;
    dataLayer?: unknown[];
    /** From Chrome 144 and Firefox 139 on. */
    readonly Temporal?: { Now: { timeZoneId(): string } };
  }

  interface Navigator {
    readonly globalPrivacyControl?: boolean;
  }

  interface Document {
    readonly prerendering?: boolean;
  }
}
