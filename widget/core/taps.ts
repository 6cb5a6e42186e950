import { listen, type Stop } from './guard.ts';

/** Telephone links tapped, in open shadow roots too: a call that follows is most likely theirs. */

/** The number of a `tel:` or `callto:` address, in digits with a leading plus or without; what follows it is cut off. */
export const tappedNumber = (href: string): string | undefined => {
  const [, number] = /^(?:tel|callto):([^,;?]*)/i.exec(href) ?? [];
  return number && /^\+?\d{3,20}$/.exec(decodeURIComponent(number).replace(/[^\d+]/g, ''))?.[0];
};

/** Calls in the click itself: the browser hands over to the dialler now. */
export const watchTaps = (tapped: (number: string) => void): Stop =>
  listen(window, 'click', (event) => {
    for (const { href } of event.composedPath() as HTMLAnchorElement[]) {
      const number = tappedNumber(href);
      if (number) tapped(number);
    }
  });
