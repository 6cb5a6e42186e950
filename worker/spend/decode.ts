/** Bytes of an export file → its text, whatever encoding the ad system or the spreadsheet program chose. */

export type Decoded = { text: string } | { refused: string };

const decode = (bytes: Uint8Array, encoding: string, fatal: boolean): string =>
  new TextDecoder(encoding, { fatal, ignoreBOM: false }).decode(bytes);

const startsWith = (bytes: Uint8Array, ...start: number[]): boolean => start.every((byte, i) => bytes[i] === byte);

/** What people upload by mistake, by its first bytes. */
const refusal = (bytes: Uint8Array): string | undefined => {
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) {
    return 'This is an Excel workbook or a zip archive: save it as CSV, or unpack it, and upload the CSV file';
  }
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    return 'This is an Excel workbook: save it as CSV and upload the CSV file';
  if (startsWith(bytes, 0x1f, 0x8b)) return 'This is a gzip archive: unpack it and upload the file inside';
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) return 'This is a PDF: export the report as CSV';
  return undefined;
};

/** No text of one-byte or UTF-8 encoding has a zero byte; in UTF-16 every digit, tab and Latin letter has one. */
const utf16WithoutMark = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined => {
  const zeros = [0, 0];
  bytes.subarray(0, 4_096).forEach((byte, i) => {
    if (byte === 0) zeros[i % 2]! += 1;
  });
  if (zeros[0] === zeros[1]) return undefined;
  return zeros[1]! > zeros[0]! ? 'utf-16le' : 'utf-16be';
};

/** Windows-1251 read as UTF-8 is nearly all damage; a UTF-8 file with a few spoilt bytes is nearly all text. */
const isDamagedUtf8 = (bytes: Uint8Array): boolean => {
  const text = decode(bytes, 'utf-8', false);
  let spoilt = 0;
  let sound = 0;
  for (const letter of text) {
    if (letter === '\uFFFD') spoilt += 1;
    else if (letter > '\x7F') sound += 1;
  }
  return sound > 4 * spoilt;
};

export const decodeFile = (bytes: Uint8Array): Decoded => {
  const refused = refusal(bytes);
  if (refused) return { refused };
  if (startsWith(bytes, 0xff, 0xfe)) return { text: decode(bytes, 'utf-16le', false) };
  if (startsWith(bytes, 0xfe, 0xff)) return { text: decode(bytes, 'utf-16be', false) };
  const utf16 = utf16WithoutMark(bytes);
  if (utf16) return { text: decode(bytes, utf16, false) };
  try {
    return { text: decode(bytes, 'utf-8', true) };
  } catch {
    // Not UTF-8: the decoder has no other way to say so. Excel in Cyrillic countries saves windows-1251.
    if (isDamagedUtf8(bytes)) return { refused: 'The text is UTF-8 with damaged characters: export the file again' };
    return { text: decode(bytes, 'windows-1251', false) };
  }
};
