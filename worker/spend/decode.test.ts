import { describe, expect, it } from 'vitest';
import { decodeFile } from './decode.ts';
import { ENCODING_NAMES, ENCODINGS, utf8 } from './fixtures/encode.ts';

const TEXT = 'День;Кампанія;Витрати\r\n29.03.2026;Вікна;2447,50\r\n';

describe('an export file', () => {
  it.each(ENCODING_NAMES)('is decoded from %s', (encoding) => {
    expect(decodeFile(ENCODINGS[encoding](TEXT))).toEqual({ text: TEXT });
  });

  it.each([
    ['an Excel workbook', [0x50, 0x4b, 0x03, 0x04, 0x14], /Excel workbook/],
    ['an old Excel workbook', [0xd0, 0xcf, 0x11, 0xe0, 0xa1], /Excel workbook/],
    ['a gzip archive', [0x1f, 0x8b, 0x08], /gzip/],
    ['a PDF', [0x25, 0x50, 0x44, 0x46, 0x2d], /PDF/],
  ])('is refused where it is %s', (_, bytes, reason) => {
    expect(decodeFile(Uint8Array.from(bytes))).toEqual({ refused: expect.stringMatching(reason) });
  });

  it('is refused where its UTF-8 is damaged, and not read as something else', () => {
    const halfLetter = utf8(TEXT).subarray(0, 24);
    expect(decodeFile(halfLetter)).toEqual({ refused: expect.stringContaining('damaged') });
  });
});
