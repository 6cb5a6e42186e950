import type { WidgetSettings } from '../../shared/settings.ts';
import { inkOn } from './ink.ts';

/** An element of ours, and the box to fill in its shadow root. */
export interface ShadowBox {
  element: HTMLElement;
  box: HTMLElement;
}

/**
 * Constructed style sheets are what strict policies allow: no <style>, no style attribute. `!important` on `:host`
 * beats whatever the page says of the element, `!important` or not; `all` leaves `direction` as the page has it. The
 * font is the page's, and so is the colour of the text.
 *
 * The look is the owner's to change by custom properties on any element around it: --whichhalf-color,
 * --whichhalf-ink (text on that colour), --whichhalf-radius, --whichhalf-font; of dialogs, --whichhalf-surface and
 * --whichhalf-text.
 */
export const shadowBox = ({ color, radius = 10 }: WidgetSettings, css: string): ShadowBox => {
  const element = document.createElement('div');
  const root = element.attachShadow({ mode: 'open' });
  const box = root.appendChild(document.createElement('div'));
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    `:host{all:initial!important;font-family:inherit!important;color:inherit!important;color-scheme:inherit!important;${css}
div{--c:var(--whichhalf-color,${color});--i:var(--whichhalf-ink,${inkOn(color)});--r:var(--whichhalf-radius,${radius}px);font-family:var(--whichhalf-font,inherit);font-size:16px;line-height:1.5}
*{box-sizing:border-box}
button{border:1px solid transparent;background:var(--c);color:var(--i);font:inherit;font-weight:600;cursor:pointer}`,
  );
  root.adoptedStyleSheets.push(sheet);
  return { element, box };
};
