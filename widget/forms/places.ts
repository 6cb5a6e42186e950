import type { FormSettings } from '../../shared/settings.ts';
import type { Host } from '../core/host.ts';
import { addSlot, type Slot } from './slots.ts';

/** What a lead form takes, and what the consent box adds. test/browser/forms.test.ts holds this to the real form. */
const HEIGHT = 489;
const CONSENT_HEIGHT = 91;

const elementsFor = ({ id, selector }: FormSettings): Iterable<Element> => {
  try {
    return document.querySelectorAll(selector ?? `[data-whichhalf="${id}"]`);
  } catch {
    // The owner's selector, or an id with a quote in it, is not CSS: the other forms still work.
    return [];
  }
};

/**
 * Keeps a slot in each place of an inline form, and `button` in the body, whenever the page makes or drops one: there are
 * routers that exchange the whole body.
 */
export const watchPlaces = (host: Host, slots: Map<unknown, Slot>, button: Element | undefined): (() => void) => {
  const { forms, policyUrl } = host.settings;
  let frame = 0;
  const look = () => {
    frame = 0;
    if (button?.isConnected === false) document.body.append(button);
    for (const [key, { element, stop }] of slots) {
      if (!element.isConnected) {
        stop();
        slots.delete(key);
      }
    }
    for (const form of forms) {
      if (form.kind !== 'lead') continue;
      for (const place of elementsFor(form)) {
        if (slots.has(place)) continue;
        const slot = addSlot(
          host,
          form,
          place,
          `display:block!important;min-height:${HEIGHT + (policyUrl ? CONSENT_HEIGHT : 0)}px!important}`,
        );
        slots.set(place, slot);
        const load = () => slot.load().catch(() => addEventListener('online', load, { once: true }));
        new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && load(), {
          rootMargin: '100%',
        }).observe(slot.element);
      }
    }
  };
  // Once a frame at most, and before that frame is painted.
  const changes = new MutationObserver(() => {
    frame ||= requestAnimationFrame(look);
  });
  look();
  changes.observe(document, { childList: true, subtree: true });

  return () => {
    changes.disconnect();
    cancelAnimationFrame(frame);
  };
};
