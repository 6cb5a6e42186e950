import type { FormSettings } from '../../shared/settings.ts';
import { floatingButton } from './button.ts';
import type { Placed } from './contract.ts';
import { addSlot, type Slot } from './slots.ts';

/** What a lead form takes, and what the consent box adds. test/browser/forms.test.ts holds this to the real form. */
const HEIGHT = 489;
const CONSENT_HEIGHT = 91;

/** Callbacks do where nothing else is said. */
const floats = ({ position, kind }: FormSettings): boolean => /^(floating|callback)/.test(position ?? kind);

const elementsFor = ({ id, selector }: FormSettings): Iterable<Element> => {
  try {
    return document.querySelectorAll(selector ?? `[data-whichhalf="${id}"]`);
  } catch {
    // The owner's selector, or an id with a quote in it, is not CSS: the other forms still work.
    return [];
  }
};

interface Places {
  /** From now on these are the forms; those that are away are taken off the page. */
  show(forms: Placed[]): void;
  stop(): void;
}

/**
 * Keeps a slot in each place of an inline form, and one button in a corner, whenever the page makes or drops one: there
 * are routers that exchange the whole body. A slot's key is the element it stands in, or the corner.
 */
export const watchPlaces = (slots: Map<unknown, Slot>, open: (placed: Placed) => Promise<void>): Places => {
  let forms: Placed[] = [];
  let frame = 0;
  const look = () => {
    frame = 0;
    for (const [key, { placed, element, stop }] of slots) {
      if (!element.isConnected || (placed.away?.() && key !== placed)) {
        stop();
        slots.delete(key);
      }
    }
    for (const placed of forms) {
      const { form, host, height = HEIGHT } = placed;
      if (placed.away?.()) continue;
      if (floats(form)) {
        const corner = form.position === 'floating-start';
        if (slots.has(corner)) continue;
        const element = floatingButton(placed, () => open(placed));
        slots.set(corner, { placed, element, stop: () => element.remove() });
        continue;
      }
      for (const place of elementsFor(form)) {
        if (slots.has(place)) continue;
        const slot = addSlot(
          placed,
          place,
          `display:block!important;min-height:${height + (host.settings.policyUrl ? CONSENT_HEIGHT : 0)}px!important}`,
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
  changes.observe(document, { childList: true, subtree: true });

  return {
    show(now) {
      forms = now;
      look();
    },
    stop() {
      changes.disconnect();
      cancelAnimationFrame(frame);
    },
  };
};
