import type { Page } from 'playwright-core';

/** What a test looks at in a page. */

/** The page's own API, as far as these tests call it. */
type Whichhalf = (...call: unknown[]) => void;

export const whichhalf = (page: Page, ...call: unknown[]): Promise<void> =>
  page.evaluate((call) => (window as unknown as { whichhalf: Whichhalf }).whichhalf(...call), call);

/** The document as it stands, without the tag that an owner pastes. */
export const htmlOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const copy = document.documentElement.cloneNode(true) as Element;
    for (const tag of copy.querySelectorAll('script[src*="/w/"]')) tag.remove();
    return copy.outerHTML;
  });

/** Every text, comment and attribute of the document in its order, named by where it stands. */
export const stringsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const collect = (node: Node): void => {
      if (node instanceof Element) {
        if (node.matches('script[src*="/w/"]')) return;
        for (const { name, value } of node.attributes) found.push(`<${node.localName} ${name}> ${value}`);
        if (node instanceof HTMLTemplateElement) collect(node.content);
      } else if (node instanceof CharacterData) found.push(`<${node.parentElement?.localName}> ${node.data}`);
      for (const child of node.childNodes) collect(child);
    };
    collect(document.documentElement);
    return found;
  });

/** Sum of all layout shifts since the page began, as the browser scores them. */
export const shiftOf = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const observer = new PerformanceObserver(() => {});
        observer.observe({ type: 'layout-shift', buffered: true });
        // A shift is known once the frame that shows it has been painted.
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            const shifts = observer.takeRecords() as (PerformanceEntry & { value: number })[];
            resolve(shifts.reduce((sum, { value }) => sum + value, 0));
          }),
        );
      }),
  );

/** Resolves when so many frames have been shown. */
export const frames = (page: Page, count: number): Promise<void> =>
  page.evaluate(
    (count) =>
      new Promise<void>((resolve) => {
        let left = count;
        const next = () => (left-- > 0 ? requestAnimationFrame(next) : resolve());
        next();
      }),
    count,
  );

/** Resolves when something has been painted. */
export const painted = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
};

/** What the page, the console and the browser said that a site's owner would not like to read. */
export const complaintsOf = (page: Page): string[] => {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // The browser itself logs every answer that is no success, whoever asked.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
  return complaints;
};
