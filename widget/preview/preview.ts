import type { PreviewAsk, PreviewNews } from '../../shared/preview.ts';
import type { Host, Launcher } from '../core/host.ts';
import { keepCalm } from './calm.ts';
import { setScheme } from './scheme.ts';
import { speechOf } from './speech.ts';
import { turnTo } from './turn.ts';

/**
 * The page in the dashboard's frame: the forms as visitors load them, with settings that are not saved yet and a host
 * that remembers and sends nothing; the page's policy would not let it.
 */

const tell = (news: PreviewNews): void => parent.postMessage(news, location.origin);

const hostFor = (settings: PreviewAsk['settings']): Host => ({
  settings,
  load: () => ({ visitor: 'preview' }),
  save() {},
  stage() {},
  tell() {},
  send: async () => ({ state: 'sent' }),
});

const roots = (): ShadowRoot[] => [...document.querySelectorAll('div')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
const shownForms = (): HTMLFormElement[] => roots().flatMap((root) => root.querySelector('form') ?? []);

/** Whoever has closed the dialog to see the page does not want it back at the next letter. */
const wasClosed = (): boolean => {
  const dialog = shownForms()[0]?.closest('dialog');
  return !!dialog && !dialog.open;
};

let stop = (): void => {};
let last = '';

const show = async ({ settings, form: id, page, scheme }: PreviewAsk): Promise<void> => {
  const form = settings.forms.find((one) => one.id === id);
  if (!form) return;
  const { start, open }: Launcher = await import(/* @vite-ignore */ __LAUNCHER__);
  const closed = last === id && wasClosed();
  last = id;
  stop();
  document.documentElement.lang = settings.language;
  const place = document.getElementById('place');
  if (place) place.dataset.whichhalf = id;
  const host = hostFor(settings);
  stop = start(host);
  if (!closed) await open(host, id);
  setScheme(scheme, roots());
  for (const shown of shownForms()) turnTo(shown, page);
  tell({ preview: 'shown', form: id, words: speechOf(form) });
};

/** The latest that was asked while another was being shown. */
let next: PreviewAsk | undefined;
let busy = false;

const showNext = async (): Promise<void> => {
  if (busy) return;
  busy = true;
  try {
    while (next) {
      const ask = next;
      next = undefined;
      await show(ask);
    }
  } catch {
    // Its chunks could not be loaded.
    tell({ preview: 'failed' });
  }
  busy = false;
};

// Opened by itself it would hear what it says.
if (parent !== window) {
  keepCalm();
  addEventListener('message', ({ data, source, origin }) => {
    if (source !== parent || origin !== location.origin || (data as PreviewAsk | null)?.preview !== 'show') return;
    next = data as PreviewAsk;
    void showNext();
  });
  tell({ preview: 'ready' });
}
