import type { FormStage } from '../../shared/hits.ts';
import type { WatchedForm } from '../../shared/watch.ts';
import { all, listen, type Stop } from '../core/guard.ts';
import type { Host } from '../core/host.ts';
import { whenSeen } from '../forms/seen.ts';
import { type Control, controlsOf } from './controls.ts';
import { findForms } from './find.ts';
import { createFilling } from './hidden.ts';
import { watchSubmissions } from './submission.ts';

/**
 * Watches the site's own forms: tells their stages, hands in what they took as a contact, and puts the visit into their
 * hidden inputs, as the site's settings say. It listens and reads; what the page does with its form is the page's.
 */

interface Watched {
  /** What it is called in reports. */
  id: string;
  settings: WatchedForm;
  started?: true;
  /** The contact handed in last. */
  sent?: { text: string; at: number };
  stop: Stop;
}

const MARK = 'data-whichhalf-form';

/** Two submissions of the same within this time are one, ms. */
const AGAIN = 10_000;

/** What the form is called by these settings, if they mean it. It may stand in a shadow root of what they mean. */
const idOf = (
  form: Element,
  { form: id, selector = id === '*' ? `[${MARK}]` : `[${MARK}="${CSS.escape(id)}"]` }: WatchedForm,
): string | null | undefined => {
  let inner: Element | undefined = form;
  while (inner) {
    const place: Element | null = Element.prototype.closest.call(inner, selector);
    if (place) return id === '*' ? Element.prototype.getAttribute.call(place, MARK) : id;
    inner = (Node.prototype.getRootNode.call(inner) as Partial<ShadowRoot>).host;
  }
  return undefined;
};

/** Rejects where not all of it can be loaded. */
export const watchForms = async (host: Host, isOurs: (element: Element) => boolean): Promise<Stop> => {
  const { watch = [] } = host.settings;
  // The others do without: nothing of theirs is read.
  const contacts = watch.some(({ contact }) => contact) ? await import('./read.ts') : undefined;
  const watched = new Map<EventTarget, Watched>();
  const filling = createFilling();

  const tell = (form: HTMLFormElement, { id, settings }: Watched, stage: FormStage): void => {
    host.stage(id, stage);
    // Now, for telling may have begun another visit.
    filling.fill(controlsOf(form), settings.hidden, host.load());
  };

  const submissions = watchSubmissions((form) => {
    const one = watched.get(form);
    if (!one) return undefined;
    const { id, settings } = one;
    tell(form, one, 'started');
    const fields = settings.contact && contacts?.readFields(controlsOf(form), settings.contact.fields);
    return (at) => {
      host.stage(id, 'submitted');
      const text = JSON.stringify(fields);
      if (!settings.contact || !fields || (one.sent?.text === text && at - one.sent.at < AGAIN)) return;
      one.sent = { text, at };
      void host.send({ kind: settings.contact.kind, form: id, fields });
    };
  });

  const meet = (form: HTMLFormElement): void => {
    if (watched.has(form)) return;
    for (const settings of watch) {
      let id: string | null | undefined;
      try {
        id = idOf(form, settings);
      } catch {
        // The owner's selector is not CSS: the other forms are watched all the same.
      }
      if (!id) continue;
      const one: Watched = { id, settings, stop: whenSeen(form, () => tell(form, one, 'seen')) };
      watched.set(form, one);
      filling.fill(controlsOf(form), settings.hidden, host.load());
      return;
    }
  };

  const stop = all([
    findForms({
      meet,
      enter: submissions.watch,
      isOurs,
      changed() {
        for (const [form, one] of watched) {
          if ((form as Element).isConnected) continue;
          one.stop();
          watched.delete(form);
        }
      },
    }),
    submissions.stop,
    filling.stop,
    listen(window, 'input', (event) => {
      const path = event.composedPath();
      const form = path.find((target) => watched.has(target)) ?? (path[0] as Control).form;
      const one = form && watched.get(form);
      if (!one || one.started) return;
      one.started = true;
      tell(form as HTMLFormElement, one, 'started');
    }),
  ]);
  return () => {
    stop();
    for (const one of watched.values()) one.stop();
    watched.clear();
  };
};
