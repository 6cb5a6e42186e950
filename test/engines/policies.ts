import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { FormSettings, SiteSettings } from '../../shared/settings.ts';
import { onlyContact, reported, type Scene } from './scene.ts';
import { NONCE } from './shop.ts';

/** Pages that forbid much, and browsers that refuse much: the widget works there, or is not there, and nobody is told of it. */

const QUIZ: FormSettings = {
  id: 'quiz',
  kind: 'quiz',
  steps: [{ type: 'text', name: 'size', label: { uk: 'Скільки вікон?' } }],
};

/** Every part of the script that a policy could forbid: forms, a kind that is a chunk of its own, numbers. */
const EVERYTHING: Partial<SiteSettings> = {
  forms: [{ id: 'callback', kind: 'callback' }, QUIZ],
  numbers: {
    lines: [{ id: 'sales', number: '+380441234567' }],
    pools: [],
    rules: [{ line: 'sales', when: [], show: { number: '+380442000001' } }],
  },
};

const BODY = '<p>(044) 123-45-67</p><div data-whichhalf="quiz"></div>';

export const policies = (scene: Scene): void => {
  const { visit } = scene;
  const click = (selector: string) => scene.tab.click(selector);
  const there = (selector: string) =>
    scene.tab.until(selector, (wanted) => window.deep(wanted).some((element) => element.checkVisibility()), selector);

  /** All that the widget does for a visitor, to the lead. */
  const works = async (owner: Awaited<ReturnType<Scene['newSite']>>) => {
    await scene.tab.until('another number', () => document.querySelector('p')?.textContent === '(044) 200-00-01');
    await there('progress');
    await click('button:has(> span)');
    await there('dialog[open]');
    // What is forbidden of styles shows in none being there.
    expect(
      await scene.tab.evaluate(
        () => getComputedStyle(window.deep('dialog [type=submit]')[0] as Element).backgroundColor,
      ),
    ).toBe('rgb(26, 86, 219)');
    await scene.tab.type('dialog [name=phone]', '0441234567');
    await click('dialog [name=consent]');
    await click('dialog [type=submit]');
    await there('dialog form.sent');
    expect(await onlyContact(owner)).toMatchObject({ kind: 'callback', phoneNumber: '+380441234567' });
    await reported(owner, { visits: 1, pages: 1, leads: 1 });
  };

  describe('a policy', () => {
    const host = (): string => scene.server.url;
    const watching = `'nonce-${NONCE}'`;
    test.each<[string, () => string]>([
      [
        'that trusts what a trusted script brings',
        () => `script-src ${watching} 'strict-dynamic'; object-src 'none'; base-uri 'none'`,
      ],
      [
        'that lists hosts',
        () => `default-src 'self' data:; script-src 'self' ${watching} ${host()}; connect-src 'self' ${host()}`,
      ],
      [
        // The page's own icon and its own watching script apart, this is what the README says.
        'that forbids all else',
        () => `default-src 'none'; img-src data:; script-src ${watching} ${host()}; connect-src ${host()}`,
      ],
      [
        'that requires Trusted Types and allows nobody to make them',
        () =>
          `default-src 'none'; img-src data:; script-src ${watching} ${host()}; connect-src ${host()}; require-trusted-types-for 'script'; trusted-types 'none'`,
      ],
    ])('%s', async (_, policy) => {
      const owner = await scene.newSite(EVERYTHING);
      await visit(owner, {
        body: BODY,
        tag: `<script async nonce="${NONCE}" src="${host()}/w/${owner.site}.js"></script>`,
        headers: { 'content-security-policy': policy() },
      });
      await works(owner);
    });
  });

  describe('a tag with an integrity', () => {
    const tagOf = (site: string, hash: string): string =>
      `<script crossorigin integrity="sha384-${hash}" src="${scene.server.url}/w/${site}.js"></script>`;
    const hashOf = async (site: string): Promise<string> =>
      createHash('sha384')
        .update(await (await fetch(`${scene.server.url}/w/${site}.js`)).text())
        .digest('base64');

    test('works', async () => {
      const owner = await scene.newSite(EVERYTHING);
      await visit(owner, { body: BODY, tag: tagOf(owner.site, await hashOf(owner.site)) });
      await works(owner);
    });

    test('of other settings leaves the page as it is', async () => {
      const [owner, other] = [await scene.newSite(EVERYTHING), await scene.newSite()];
      await visit(owner, { body: BODY, tag: tagOf(owner.site, await hashOf(other.site)) });
      // The tag is not async: whatever it does it has begun.
      expect(await scene.tab.evaluate(() => [document.querySelector('p')?.textContent, 'whichhalf' in window])).toEqual(
        ['(044) 123-45-67', false],
      );
    });
  });

  test('where storage is refused it works all the same', async () => {
    const owner = await scene.newSite(EVERYTHING);
    await visit(owner, {
      body: BODY,
      head: `<script>
        const refuse = () => { throw new DOMException('refused', 'SecurityError'); };
        for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) Object.defineProperty(window, name, { get: refuse });
        Object.defineProperty(Document.prototype, 'cookie', { get: refuse, set: refuse });
      </script>`,
    });
    await works(owner);
  });

  test('pasted twice it is there once', async () => {
    const owner = await scene.newSite(EVERYTHING);
    const tag = `<script async src="${scene.server.url}/w/${owner.site}.js"></script>`;
    await visit(owner, { body: BODY, tag: tag + tag });
    await works(owner);
    expect(await scene.tab.evaluate(() => window.deep('button:has(> span)').length)).toBe(1);
  });

  test('in a sandboxed frame the forms are there and nothing fails', async () => {
    const owner = await scene.newSite(EVERYTHING);
    const tag = `<script async src="${scene.server.url}/w/${owner.site}.js"></script>`;
    await scene.visit(owner, {
      tag: '',
      body: `<iframe title="Вікна" width="600" height="700" sandbox="allow-scripts allow-forms" src="${scene.page({ body: BODY, tag })}"></iframe>`,
    });
    await scene.tab.enter(0);
    try {
      await there('button:has(> span)');
      await scene.tab.evaluate(() => window.deep('button:has(> span)')[0]?.click());
      await there('dialog[open]');
      expect(await scene.tab.evaluate(() => [origin, window.watched])).toEqual([
        'null',
        { errors: [], violations: [] },
      ]);
    } finally {
      await scene.tab.enter();
    }
  });
};
