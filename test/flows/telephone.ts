import type { Page } from 'playwright-core';
import { OWN_NUMBER } from './companySite.ts';

/** What a visitor reads off the page to dial it. */

/** `+380442300101` of `(044) 230-01-01`: the way a Ukrainian reads it. */
const dialled = (text: string): string => `+38${text.replace(/\D/g, '')}`;

/** Waits until another number than the company's own stands at the link; its text and its `tel:` say the same or it throws. */
export const numberShown = async (page: Page): Promise<string> => {
  const link = page.locator(`#telephone:not([href="tel:${OWN_NUMBER}"])`);
  const href = (await link.getAttribute('href')) ?? '';
  const text = await link.innerText();
  if (href !== `tel:${dialled(text)}`) throw new Error(`the page says "${text}" and dials "${href}"`);
  return href.slice('tel:'.length);
};
