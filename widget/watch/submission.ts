import { all, listen, type Stop } from '../core/guard.ts';

/**
 * When a form is submitted: by the browser, or by the page's own code that has kept the browser from it. What a page
 * sends without the browser's `submit` event is told from the form's data being asked for and the page being left at
 * once, as after `form.submit()`; where the page then stays, nothing is seen.
 */

/** A form is about to be submitted. Answers with what to do if it is, at that moment of the page; nothing if it is not watched. */
export type Attempt = (form: HTMLFormElement) => ((at: number) => void) | undefined;

export interface Submissions {
  /** These events do not leave a shadow root. */
  watch(root: Document | ShadowRoot): Stop;
  stop: Stop;
}

/** How long a page may take to be left after `form.submit()`, ms. */
const LEAVING = 3_000;

const { matches, querySelector } = Element.prototype;

/** By the browser's rules, without the `invalid` events that `checkValidity` has in store for the page. */
const isValid = (form: HTMLFormElement): boolean => !matches.call(form, ':invalid');

/** The page's own code has found something wrong. */
const isMarked = (form: HTMLFormElement): boolean => !!querySelector.call(form, '[aria-invalid="true"]');

export const watchSubmissions = (attempt: Attempt): Submissions => {
  const waiting = new Map<HTMLFormElement, Stop>();
  /** Forms whose `submit` event is on its way. */
  const submitting = new Set<HTMLFormElement>();

  const wait = (form: HTMLFormElement, ms: number, { later, left }: { later?: Stop; left: Stop }): void => {
    waiting.get(form)?.();
    const end = (): void => {
      clearTimeout(timer);
      unlisten();
      waiting.delete(form);
      submitting.delete(form);
    };
    const timer = setTimeout(() => {
      end();
      later?.();
    }, ms);
    const unlisten = listen(window, ms ? 'beforeunload pagehide' : 'pagehide', () => {
      end();
      left();
    });
    waiting.set(form, end);
  };

  const onSubmit = (event: Event): void => {
    const form = event.composedPath()[0] as HTMLFormElement;
    const submitted = attempt(form);
    if (!submitted) return;
    // Before the page's code: it may empty the form as soon as it has what it wants.
    const valid = isValid(form);
    const settle = (): void => {
      // With `novalidate` the browser sends what it would else refuse.
      if ((event.isTrusted && !event.defaultPrevented) || (valid && !isMarked(form))) submitted(event.timeStamp);
    };
    wait(form, 0, { later: settle, left: settle });
    submitting.add(form);
  };

  const onData = (event: Event): void => {
    const form = event.composedPath()[0] as HTMLFormElement;
    const submitted = !submitting.has(form) && isValid(form) && attempt(form);
    if (submitted) wait(form, LEAVING, { left: () => submitted(event.timeStamp) });
  };

  return {
    watch(root) {
      const target = root === document ? window : root;
      return all([listen(target, 'submit', onSubmit), listen(target, 'formdata', onData)]);
    },
    stop() {
      for (const end of waiting.values()) end();
    },
  };
};
