import type { FieldHit } from '../../shared/hits.ts';
import { all, listen, type Stop } from '../core/guard.ts';
import type { Host } from '../core/host.ts';

/** What becomes of the fields of a form, never what stands in them: see `FieldHit` in shared/hits.ts. */

/** Well before a visit ends for want of a sign of life, ms. */
const LATE = 20 * 60_000;

interface Field extends Pick<FieldHit, 'ms' | 'corrected' | 'refused'> {
  /** Left or refused: whoever changes it now corrects it. */
  settled?: boolean;
}

export interface FieldReport {
  /** The form counts as seen, and with it the fields that stand in it. */
  seen(): void;
  stop: Stop;
}

/** A quiz hides what it does not ask yet; nobody sees the trap. */
const SHOWN = '[name]:not([hidden] *,[aria-hidden] *)';

/** Of a control, or of the group that several stand in. */
const nameOf = (target: EventTarget | null): string | null | undefined => {
  const element = target as Element | null;
  const control = element?.matches('fieldset') ? element.querySelector(SHOWN) : element;
  return control?.matches(SHOWN) ? control.getAttribute('name') : undefined;
};

export type WatchFields = (host: Host, form: string, root: HTMLElement) => FieldReport;

export const watchFields: WatchFields = (host, form, root) => {
  const fields = new Map<string, Field>();
  let isSeen = false;
  /** The field that is in use, and since when (ms). */
  let used: string | undefined;
  let since = 0;

  const fieldOf = (name: string): Field => {
    let field = fields.get(name);
    if (!field) fields.set(name, (field = {}));
    return field;
  };

  const tell = (name: string): void => {
    const field = fieldOf(name);
    const { ms, corrected, refused } = field;
    // Closing a page that has stood open all night is no visit of today.
    if (Date.now() - (host.load().seen ?? Number.POSITIVE_INFINITY) > LATE) return;
    host.tell({
      kind: 'field',
      form,
      field: name,
      ...(ms !== undefined && { ms: Math.round(ms) }),
      ...(corrected && { corrected }),
      ...(refused && { refused }),
    });
  };

  /** Adds the time until now to the field in use. */
  const clock = (): void => {
    if (!used) return;
    const now = performance.now();
    const field = fieldOf(used);
    field.ms = (field.ms ?? 0) + now - since;
    since = now;
  };

  /** @param left the visitor went on; otherwise only the window lost the focus */
  const rest = (left: boolean): void => {
    if (!used) return;
    clock();
    fieldOf(used).settled ||= left;
    tell(used);
    used = undefined;
  };

  const look = (): void => {
    if (!isSeen) return;
    for (const control of root.querySelectorAll(SHOWN)) {
      const name = control.getAttribute('name') as string;
      if (!fields.has(name)) tell(name);
    }
  };

  const focused = (): Element | null => (root.getRootNode() as ShadowRoot).activeElement;

  const changes = new MutationObserver((records) => {
    look();
    for (const { target } of records) {
      const name = (target as Element).getAttribute('aria-invalid') === 'true' && nameOf(target);
      if (!name || fieldOf(name).refused) continue;
      clock();
      Object.assign(fieldOf(name), { refused: true, settled: true });
      tell(name);
    }
  });
  changes.observe(root, { attributeFilter: ['aria-invalid', 'hidden'], subtree: true });

  const stop = all([
    () => changes.disconnect(),
    // The focus alone is no use: a form that opens puts it into its first field.
    listen(root, 'click keydown input', (event) => {
      const name = nameOf(event.target);
      if (!name || /^(Tab|Esc)/.test((event as KeyboardEvent).key)) return;
      const field = fieldOf(name);
      if (event.type === 'input') field.corrected ||= field.settled || undefined;
      if (focused() !== event.target) {
        // Filled in by the browser; and Safari does not focus what is clicked.
        field.ms ??= 0;
        tell(name);
      } else if (used !== name) {
        rest(true);
        used = name;
        since = performance.now();
      }
    }),
    listen(root, 'focusout', ({ target, relatedTarget }: FocusEventInit & Event) => {
      // From one choice to another of the same question.
      if (nameOf(relatedTarget ?? null) !== used) rest(focused() !== target);
    }),
    // What is sent is over: the form begins anew.
    listen(root, 'reset', () => {
      for (const field of fields.values()) field.settled = false;
    }),
    // On the way to the document, where core listens and sends what there is.
    listen(window, 'visibilitychange', () => document.hidden && rest(false)),
  ]);
  return {
    seen() {
      isSeen = true;
      look();
    },
    stop,
  };
};
