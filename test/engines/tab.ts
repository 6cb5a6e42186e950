import { until } from '../flows/until.ts';
import type { Wire } from './wire.ts';

/** One tab of a browser, whichever engine it is: what a person does in it, and what can be asked of it. */
export interface Tab {
  /** `firefox 140.3.0` */
  version: string;
  open(url: string): Promise<void>;
  /** Runs it in the page. What it takes and gives is JSON; it may be a promise. */
  evaluate<Arguments extends unknown[], Result>(
    run: (...args: Arguments) => Result | Promise<Result>,
    ...args: Arguments
  ): Promise<Result>;
  /** Waits until it gives something that is neither false nor nothing. */
  until<Arguments extends unknown[], Result>(
    what: string,
    look: (...args: Arguments) => Result | Promise<Result>,
    ...args: Arguments
  ): Promise<Exclude<Result, false | null | undefined>>;
  /** Waits for the element and clicks in the middle of it, as a mouse does. Selectors reach into open shadow roots. */
  click(selector: string): Promise<void>;
  /** Types into what has the focus. */
  write(text: string): Promise<void>;
  /** Clicks into the field and types. */
  type(selector: string, text: string): Promise<void>;
  /** One key, by its name in WebDriver's list below or by its character. */
  press(key: keyof typeof KEYS, held?: keyof typeof KEYS): Promise<void>;
  /** Into the page's nth frame; without one, back to the page. */
  enter(frame?: number): Promise<void>;
  close(): Promise<void>;
}

declare global {
  interface Window {
    /** Every such element of the page in its order, those in open shadow roots too. */
    deep(selector: string): HTMLElement[];
  }
}

const KEYS = {
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Escape: '\uE00C',
  Space: ' ',
  ArrowRight: '\uE014',
} as const;

/** Defines `deep`, in a page that may be new each time; as text, since it runs in the page. */
const DEEP = `window.deep ??= (selector, root = document) => [...root.querySelectorAll('*')].flatMap((element) =>
  [...(element.matches(selector) ? [element] : []), ...(element.shadowRoot ? window.deep(selector, element.shadowRoot) : [])]);`;

interface Point {
  x: number;
  y: number;
}

export const tabOf = ({ version, send, close }: Wire): Tab => {
  const evaluate: Tab['evaluate'] = async (run, ...args) => {
    const { value, error } = (await send('run', {
      script: `const done = arguments[arguments.length - 1]; ${DEEP}
        Promise.resolve().then(() => (${run})(...arguments[0])).then((value) => done({ value }), (error) => done({ error: String(error) }))`,
      args: [args],
    })) as { value: Awaited<ReturnType<typeof run>>; error?: string };
    if (error) throw new Error(error);
    return value;
  };
  const keys = (pressed: readonly string[]): Promise<unknown> =>
    send('act', {
      actions: [
        {
          type: 'key',
          id: 'keyboard',
          actions: pressed.flatMap((value) => [
            { type: 'keyDown', value },
            { type: 'keyUp', value },
          ]),
        },
      ],
    });

  const tab: Tab = {
    version,
    evaluate,
    open: async (url) => void (await send('open', { url })),
    // What is null in the page may come back as undefined, and the other way round.
    until: (what, look, ...args) => until(what, () => evaluate(look, ...args)),
    async click(selector) {
      const { x, y } = await tab.until<[string], Point | undefined>(
        `${selector} to click on`,
        (wanted) => {
          const element = window.deep(wanted).find((found) => found.checkVisibility());
          element?.scrollIntoView({ block: 'center' });
          const box = element?.getBoundingClientRect();
          return box && { x: Math.floor(box.x + box.width / 2), y: Math.floor(box.y + box.height / 2) };
        },
        selector,
      );
      const actions = [
        { type: 'pointerMove', duration: 0, origin: 'viewport', x, y },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ];
      await send('act', { actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }] });
    },
    write: async (text) => void (await keys([...text])),
    async type(selector, text) {
      await tab.click(selector);
      await tab.write(text);
    },
    async press(key, held) {
      const down = held ? [{ type: 'keyDown', value: KEYS[held] }] : [];
      const up = held ? [{ type: 'keyUp', value: KEYS[held] }] : [];
      const value = KEYS[key];
      const actions = [...down, { type: 'keyDown', value }, { type: 'keyUp', value }, ...up];
      await send('act', { actions: [{ type: 'key', id: 'keyboard', actions }] });
    },
    enter: async (frame) => void (await send('enter', { id: frame ?? null })),
    close,
  };
  return tab;
};
