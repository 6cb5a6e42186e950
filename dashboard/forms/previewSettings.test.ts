import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../shared/settings.ts';
import { previewSettings } from './previewSettings.ts';

const SITE = {
  ...DEFAULT_SETTINGS,
  name: 'Shop',
  hosts: ['shop.test'],
  hours: { weekly: { mon: [{ from: '09:00', to: '18:00' }] } },
  spam: { quarantine: true, turnstile: { siteKey: '0x4AAAAAAAA', secret: 'secret' } },
};

test('a form that is not live and of other pages is shown, with what its variant changes', () => {
  const shown = previewSettings('site', SITE, {
    draft: {
      id: 'a',
      kind: 'callback',
      live: false,
      slots: true,
      pages: { show: ['/none'] },
      trigger: { on: 'exit' },
      words: { uk: { title: 'Один', text: 'Текст' } },
      variants: [{ id: 'b', weight: 1, color: '#112233', words: { uk: { title: 'Два' } } }],
    },
    variant: 'b',
    language: 'uk',
  });
  expect(shown.forms).toEqual([
    {
      id: 'a',
      kind: 'callback',
      live: true,
      slots: true,
      color: '#112233',
      words: { uk: { title: 'Два', text: 'Текст' } },
    },
  ]);
  expect(shown).toMatchObject({ language: 'uk', choose: true, hours: SITE.hours });
});

test('nothing in it would ask anybody', () => {
  const shown = previewSettings('site', SITE, { draft: { id: 'a', kind: 'lead' }, variant: '', language: 'en' });
  expect(shown).not.toHaveProperty('turnstile');
  expect(shown).not.toHaveProperty('numbers');
  expect(shown).not.toHaveProperty('watch');
});
