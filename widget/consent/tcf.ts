import { guard } from '../core/guard.ts';
import { tell } from './tell.ts';

/**
 * For a site whose banner speaks IAB Europe's Transparency and Consent Framework, 2.2: `__tcfapi('addEventListener', 2, …)`.
 * Purpose 1 is to store and access information on a device, purpose 7 to measure advertising performance: whether an ad
 * led to a visit or a purchase. https://iabeurope.eu/iab-europe-transparency-consent-framework-policies/ (Appendix A)
 * The states of an event: https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework
 */

interface TcData {
  /** `cmpuishown` while the visitor has not answered. */
  eventStatus?: 'tcloaded' | 'cmpuishown' | 'useractioncomplete';
  gdprApplies?: boolean;
  purpose?: { consents?: Record<number, boolean> };
}

declare global {
  interface Window {
    __tcfapi?: (
      command: 'addEventListener',
      version: 2,
      callback: (data: TcData | undefined, success: boolean) => void,
    ) => void;
  }
}

const listen = (): boolean => {
  window.__tcfapi?.('addEventListener', 2, (data, success) =>
    guard(() => {
      if (!success || !data) return;
      const { eventStatus, gdprApplies, purpose } = data;
      if (gdprApplies === false) tell(true);
      else if (eventStatus === 'tcloaded' || eventStatus === 'useractioncomplete')
        tell(purpose?.consents?.[1] === true && purpose.consents[7] === true);
    }),
  );
  return window.__tcfapi !== undefined;
};

guard(() => {
  // The banner's stub is meant to stand before all else; a tag manager may put it in later.
  if (!listen()) addEventListener('load', () => guard(listen), { once: true });
});
