/**
 * A form that opens takes the focus, and a frame that takes it takes it from the whole window: whoever is typing what
 * the form is to say would be torn away at every letter. So here a form takes the focus only where the frame has it
 * already; its dialog stands open all the same, and looks as if it were modal.
 */

/** As the browser lays out a modal dialog, and in place of its backdrop. */
const OPEN = `:host{z-index:2147483001!important}
dialog:not(:modal){position:fixed;inset:0;height:fit-content;max-width:calc(100% - 38px);max-height:calc(100% - 38px);overflow:auto;box-shadow:0 0 0 100vmax rgb(0 0 0/.5)}`;

const open = new CSSStyleSheet();
open.replaceSync(OPEN);

export const keepCalm = (): void => {
  const { focus } = HTMLElement.prototype;
  const { showModal } = HTMLDialogElement.prototype;
  HTMLElement.prototype.focus = function (options) {
    if (document.hasFocus()) focus.call(this, options);
  };
  HTMLDialogElement.prototype.showModal = function () {
    if (document.hasFocus()) return showModal.call(this);
    const root = this.getRootNode();
    if (root instanceof ShadowRoot && !root.adoptedStyleSheets.includes(open)) root.adoptedStyleSheets.push(open);
    this.open = true;
  };
};
