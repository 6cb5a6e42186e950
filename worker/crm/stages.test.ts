import { describe, expect, it } from 'vitest';
import { stageReader } from './stages.ts';

describe('a name of a stage', () => {
  it.each([
    ['opportunity', 'opportunity'],
    ['MQL', 'mql'],
    ['Успешно реализовано', 'won'],
    ['успішно  реалізовано ', 'won'],
    ['Closed Won (Sales Pipeline)', 'won'],
    ['Закрыто и не реализовано', 'lost'],
    ['Угода провалена', 'lost'],
    ['Некачественный лид', 'spam'],
    ['Перемовини', undefined],
    ['', undefined],
  ])('%s means %s', (name, stage) => {
    expect(stageReader({})(name)).toBe(stage);
  });

  it('means what the site says before all, and what the request says before that', () => {
    const read = stageReader({ Перемовини: 'opportunity', 'Deal won': 'sql' }, { перемовини: 'sql' });
    expect(read('ПЕРЕМОВИНИ')).toBe('sql');
    expect(read('deal won')).toBe('sql');
  });
});
