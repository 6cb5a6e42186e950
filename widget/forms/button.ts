import { BUTTON_WORDS } from './button-words.ts';
import type { Placed } from './contract.ts';
import { languageOf } from './language.ts';
import { shadowBox } from './shadow.ts';
import { loadForms } from './slots.ts';

const HANDSET = 'M4 2h4l2 5-2.5 1.5a11 11 0 0 0 5 5L14 11l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 2 4a2 2 0 0 1 2-2';

// The icon is a shape cut out of the text colour: policies that forbid images in style sheets do not touch it.
const STYLE = `position:fixed!important;z-index:2147483000!important;inset-block-end:calc(20px + env(safe-area-inset-bottom))!important}
button{display:flex;gap:10px;align-items:center;height:56px;padding:0 24px 0 20px;border-radius:28px;box-shadow:0 8px 24px #0004}
button::before{content:"";width:21px;height:21px;background:currentColor;forced-color-adjust:none;clip-path:path("${HANDSET}")}
button:focus-visible{outline:3px solid var(--i);box-shadow:0 0 0 6px var(--c)}
@media(max-width:480px){button{padding:0 17px}span{position:absolute;clip-path:inset(50%)}}
@media print{button{display:none}}`;

/** The floating button. `open` rejects where the form cannot be loaded. */
export const floatingButton = (placed: Placed, open: () => Promise<void>): Element => {
  const { settings } = placed.host;
  const { position, words: own } = placed.form;
  const language = languageOf(settings);
  const words = { ...BUTTON_WORDS[language], ...own?.[placed.tag ?? language] };
  const { element, box } = shadowBox(
    settings,
    `${STYLE}:host{inset-inline-${position === 'floating-start' ? 'start' : 'end'}:20px!important}`,
  );
  const button = box.appendChild(document.createElement('button'));
  const label = button.appendChild(document.createElement('span'));
  label.textContent = words.button;

  // A finger enters too, before it taps. Whoever has not clicked yet need not hear that it failed.
  for (const intent of ['pointerenter', 'focus'])
    button.addEventListener(intent, () => loadForms(placed).catch(() => {}));
  button.addEventListener('click', async () => {
    // Safari does not focus what is clicked, and the dialog gives focus back to what had it.
    button.focus();
    // The browser's own bubble for what is wrong with a field: it stands at the button and is read out.
    button.setCustomValidity('');
    await open().catch(() => {
      button.setCustomValidity(words.offline);
      button.reportValidity();
    });
  });
  return document.body.appendChild(element);
};
