import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { USER_AGENT } from '../browser/chromium.ts';
import type { CompanySite } from './companySite.ts';

/** A person with a browser of their own: what they do on the company's site, in the order they do it. */

type Form = 'lead' | 'callback';
type Entered = Partial<Record<'name' | 'phone' | 'email', string>>;

export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** Comes to the site: by an ad's link, by a bookmark. */
  comes(address: string): Promise<void>;
  /** Finds the site with Google and follows the link. */
  comesFromGoogle(path: string): Promise<void>;
  /** Follows a link of the page. */
  follows(path: string): Promise<void>;
  /** Presses a button of the single-page part. */
  presses(path: string): Promise<void>;
  /** Looks at a form until it counts as seen. */
  sees(form: Form): Promise<void>;
  opensCallback(): Promise<void>;
  closesCallback(): Promise<void>;
  types(form: Form, entered: Entered): Promise<void>;
  /** Presses the form's button; resolves with the heading once the form is sent or kept. */
  submits(form: Form): Promise<string>;
  /** Closes the page. What had not been sent yet goes now or stays in the browser. */
  leaves(): Promise<void>;
  /** Does nothing for 31 minutes, so that whatever comes next is another visit. */
  staysAway(): Promise<void>;
  /** Ends the browser; nothing of it is left. */
  isGone(): Promise<void>;
}

export const newVisitor = async (browser: Browser, company: CompanySite): Promise<Visitor> => {
  const context = await browser.newContext({ userAgent: USER_AGENT, locale: 'uk-UA', timezoneId: 'Europe/Kyiv' });
  // A form that never comes, or a button nobody can press, should say so long before the test runs out of time.
  context.setDefaultTimeout(30_000);
  let page = await context.newPage();

  const formIn: Record<Form, () => Locator> = {
    lead: () => page.locator('[data-whichhalf="lead"] form'),
    callback: () => page.locator('dialog[open] form'),
  };

  const open = async (): Promise<Page> => {
    if (page.isClosed()) page = await context.newPage();
    return page;
  };

  /** The tag manager's log says what the script counted. */
  const counted = (event: string, form: Form): Promise<unknown> =>
    page.waitForFunction(
      ([name, id]) =>
        ((window as { dataLayer?: { event?: string; form?: string }[] }).dataLayer ?? []).some(
          (entry) => entry.event === name && entry.form === id,
        ),
      [event, form] as const,
    );

  return {
    context,
    get page() {
      return page;
    },
    async comes(address) {
      await (await open()).goto(company.origin + address);
    },
    async comesFromGoogle(path) {
      const results = `<!doctype html><meta charset="utf-8"><a href="${company.origin}${path}">Вікна</a>`;
      // Over http, for from https no browser tells a site on http where its visitor comes from.
      await (await open()).route('http://www.google.com.ua/**', (route) =>
        route.fulfill({ contentType: 'text/html', body: results }),
      );
      await page.goto('http://www.google.com.ua/search?q=%D0%B2%D1%96%D0%BA%D0%BD%D0%B0');
      await page.click('a');
      await page.waitForURL(company.origin + path);
    },
    async follows(path) {
      await page.click(`a[href="${path}"]`);
      await page.waitForURL(company.origin + path);
    },
    async presses(path) {
      await page.click(`[data-goes="${path}"]`);
      await page.waitForURL(company.origin + path);
    },
    async sees(form) {
      await formIn[form]().locator('button').waitFor();
      await counted('whichhalf_form_seen', form);
    },
    async opensCallback() {
      await page.getByRole('button', { name: 'Замовити дзвінок' }).click();
      await formIn.callback().locator('[name=phone]').waitFor();
    },
    async closesCallback() {
      await page.keyboard.press('Escape');
      await page.locator('dialog[open]').waitFor({ state: 'detached' });
    },
    async types(form, entered) {
      const [[first, slowly], ...others] = Object.entries(entered) as [[string, string], ...[string, string][]];
      // As a person does: what is filled in at once is a program's, or looks like it.
      await formIn[form]()
        .locator(`[name=${first}]`)
        .pressSequentially(slowly, { delay: 1_200 / slowly.length });
      for (const [name, text] of others) await formIn[form]().locator(`[name=${name}]`).fill(text);
      await counted('whichhalf_form_started', form);
    },
    async submits(form) {
      const consent = formIn[form]().locator('[name=consent]');
      if (await consent.isVisible()) await consent.check();
      await formIn[form]().locator('button').click();
      return formIn[form]().and(page.locator('.sent, .kept')).locator('h2').innerText();
    },
    async leaves() {
      // A page that is closed from outside is not told; one that is left is.
      await page.goto('about:blank');
      await page.close();
    },
    async staysAway() {
      await (await open()).goto(`${company.origin}/plain`);
      await page.evaluate((idle) => {
        for (const [key, text] of Object.entries({ ...localStorage })) {
          const state = JSON.parse(text as string) as { seen?: number };
          if (key.startsWith('whichhalf_') && state.seen) {
            localStorage.setItem(key, JSON.stringify({ ...state, seen: state.seen - idle }));
          }
        }
      }, 31 * 60_000);
    },
    isGone: () => context.close(),
  };
};
