import { expect, test } from 'vitest';
import { hostsIn, numberIn, textOf } from './texts.ts';

test('numbers are read with either point; what is none is left for the server to refuse', () => {
  expect(['15', ' 12,5 ', '', 'soon'].map(numberIn)).toEqual([15, 12.5, null, 'soon']);
  expect([textOf(0), textOf(null), textOf(undefined)]).toEqual(['0', '', '']);
});

test('hosts are read as people paste them', () => {
  expect(hostsIn('https://shop.example/about\nwww.shop.example, localhost:8080\n')).toEqual([
    'shop.example',
    'www.shop.example',
    'localhost',
  ]);
});
