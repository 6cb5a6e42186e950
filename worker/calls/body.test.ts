import { expect, test } from 'vitest';
import { formFields, jsonFields } from './body.ts';

const named = (text: string): unknown => JSON.parse(JSON.stringify(formFields(text).named));

test.each<[string, unknown]>([
  ['a=1&b=%D0%9E+%2B', { a: '1', b: 'О +' }],
  ['a=1&a=2', { a: '2' }],
  ['a[b]=1&a[c][d]=2', { a: { b: '1', c: { d: '2' } } }],
  ['a%5Bb%5D=1', { a: { b: '1' } }],
  ['a[0]=1&a[1]=2', { a: { 0: '1', 1: '2' } }],
  ['a=1&a[b]=2', { a: { b: '2' } }],
  ['a[b]=2&a=1', { a: '1' }],
  ['a[]=1', { a: { '': '1' } }],
  ['a[b=1', { a: { b: '1' } }],
  ['[a]=1', { '[a]': '1' }],
  [
    'a[b][c][d][e][f][g][h][i][j]=1&k=1',
    { a: { b: { c: { d: { e: { f: { g: { h: { i: { j: '1' } } } } } } } } }, k: '1' },
  ],
  ['a[b][c][d][e][f][g][h][i][j][k]=1&k=1', { k: '1' }],
  ['', {}],
])('%s', (text, fields) => {
  expect(named(text)).toEqual(fields);
});

test('what is kept of a form', () => {
  expect(JSON.parse(formFields('a[b]=1&c=1&c=2').raw)).toEqual({ 'a[b]': '1', c: ['1', '2'] });
  const { raw } = formFields(`a=1&long=${'x'.repeat(20_000)}&b="&${'many=1&'.repeat(5_000)}c=2`);
  expect(JSON.parse(raw)).toEqual({ a: '1', b: '"', c: '2' });
});

test('JSON nested so deeply that it cannot be written out is read, and its plain fields kept', () => {
  const deep = `{"a":"1","b":${'['.repeat(20_000)}${']'.repeat(20_000)}}`;
  expect(jsonFields(deep)).toMatchObject({ named: { a: '1' }, raw: '{"a":"1"}' });
});
