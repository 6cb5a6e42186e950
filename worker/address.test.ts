import { expect, test } from 'vitest';
import { clientAddress } from './address.ts';

test.each<
  [
    why: string,
    connection: string,
    trusted: string,
    forwarded: string | null,
    cloudflare: string | null,
    expected: string,
  ]
>([
  ['the peer', '192.0.2.1', '', null, null, '192.0.2.1'],
  ['without its port', '192.0.2.1:4711', '', null, null, '192.0.2.1'],
  ['IPv6 without brackets', '[2001:db8::1]:4711', '', null, null, '2001:db8::1'],
  ['IPv6 that has no port', '2001:db8::1', '', null, null, '2001:db8::1'],
  ['IPv4 told by a socket for both', '[::ffff:192.0.2.1]:4711', '', null, null, '192.0.2.1'],
  ['headers of a client are nothing', '192.0.2.1', '', '10.0.0.1', '10.0.0.2', '192.0.2.1'],
  ['nor those behind a proxy nobody named', '192.0.2.1', '192.0.2.2', '10.0.0.1', null, '192.0.2.1'],
  ['whom a trusted proxy heard from', '192.0.2.1:80', '192.0.2.1', '198.51.100.7', null, '198.51.100.7'],
  ['a spoofed hop before it is nothing', '192.0.2.1', '192.0.2.1', '1.1.1.1, 198.51.100.7', null, '198.51.100.7'],
  ['nor one that poses as a proxy', '192.0.2.1', '192.0.2.1', '1.1.1.1, 192.0.2.1, 198.51.100.7', null, '198.51.100.7'],
  [
    'through two proxies',
    '192.0.2.1',
    '192.0.2.1, 192.0.2.2',
    '1.1.1.1, 198.51.100.7, 192.0.2.2',
    null,
    '198.51.100.7',
  ],
  [
    'through a proxy told by a socket for both',
    '[::ffff:192.0.2.1]:80',
    '192.0.2.1,192.0.2.2',
    '198.51.100.7, ::ffff:192.0.2.2',
    null,
    '198.51.100.7',
  ],
  ['with ports', '192.0.2.1', '192.0.2.1', '[2001:db8::7]:99', null, '2001:db8::7'],
  ['a proxy that says nothing is the client', '192.0.2.1', '192.0.2.1', null, null, '192.0.2.1'],
  ['an empty hop ends it', '192.0.2.1', '192.0.2.1', '1.1.1.1, ', null, '192.0.2.1'],
  ['Cloudflare’s own word, on Cloudflare', '', 'cloudflare', '1.1.1.1', '198.51.100.7', '198.51.100.7'],
  ['the peer, where Cloudflare says nothing', '192.0.2.1:1', 'cloudflare', '1.1.1.1', null, '192.0.2.1'],
])('%s', (_, connection, trusted, forwarded, cloudflare, expected) => {
  const headers = new Headers();
  if (forwarded !== null) headers.set('x-forwarded-for', forwarded);
  if (cloudflare !== null) headers.set('cf-connecting-ip', cloudflare);
  expect(clientAddress(headers, connection, trusted)).toBe(expected);
});
