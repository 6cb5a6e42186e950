import type { Stop } from '../core/guard.ts';

/**
 * Cloudflare's Turnstile: vouches for who sends a form. A chunk of its own, for sites that have set a key. The form does
 * not wait for it: what is sent without a token, the worker judges by other means.
 *
 * https://developers.cloudflare.com/turnstile/get-started/client-side-rendering/
 */

const SCRIPT = 'https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit&onload=whichhalfTurnstile';

/** Px: the least width that it takes where it is not compact, and what the window and a dialog have beside the form. */
const LEAST = 300;
const BESIDE = 94;

interface Api {
  /** @returns id of what it shows in the element */
  render(element: HTMLElement, options: object): string;
  /** Begins anew, with another token. */
  reset(id: string): void;
  remove(id: string): void;
}

declare global {
  interface Window {
    turnstile?: Api;
    /** What its script calls once it can be used. */
    whichhalfTurnstile?: () => void;
  }
}

export interface Vouching {
  /** A token that was not taken before, if there is one. */
  take(): string | undefined;
  stop: Stop;
}

let loading: Promise<Api> | undefined;

const load = (): Promise<Api> =>
  new Promise((resolve, reject) => {
    window.whichhalfTurnstile = () => {
      if (window.turnstile) resolve(window.turnstile);
    };
    const script = document.createElement('script');
    script.onerror = (error) => {
      script.remove();
      reject(error);
    };
    // Throws where the page demands Trusted Types.
    script.src = SCRIPT;
    document.head.append(script);
  });

/** Once a page; what failed is tried again with the next form. */
const loadOnce = (): Promise<Api> => {
  // The page may have it for forms of its own.
  if (window.turnstile) return Promise.resolve(window.turnstile);
  loading ??= load().catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
};

/** @param element host of a shadow root with a <slot>: Turnstile finds its way in the light DOM alone */
export const startTurnstile = (element: Element, sitekey: string, language: string): Vouching => {
  const container = element.appendChild(document.createElement('div'));
  // The page's own rules for its elements are not for this one.
  container.style.cssText = 'all:initial!important;display:block!important';
  let token: string | undefined;
  let api: Api | undefined;
  let id = '';

  const forget = () => {
    token = undefined;
    // An error that is not answered so, Turnstile writes into the page's log.
    return true;
  };
  const call = (verb: 'reset' | 'remove') => {
    try {
      api?.[verb](id);
    } catch {
      // Whoever else uses it on this page has taken it away.
    }
  };

  loadOnce()
    .then((loaded) => {
      if (!container.isConnected) return;
      id = loaded.render(container, {
        sitekey,
        language,
        theme: 'auto',
        appearance: 'interaction-only',
        // A dialog that is about to open has no width yet.
        size: (container.clientWidth || innerWidth - BESIDE) < LEAST ? 'compact' : 'flexible',
        // Else it puts a field of its own into a form of the page around ours.
        'response-field': false,
        callback: (given: string) => {
          token = given;
        },
        'expired-callback': forget,
        'error-callback': forget,
      });
      api = loaded;
    })
    .catch(() => {
      // Blocked, forbidden by the page's policy, or not taking the key: without.
    });

  return {
    take() {
      const taken = token;
      forget();
      if (taken) call('reset');
      return taken;
    },
    stop() {
      call('remove');
      container.remove();
    },
  };
};
