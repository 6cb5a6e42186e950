/** The client's network address: what the connection says, or a header where the operator trusts who sets it. */

const withoutPort = (text: string): string => {
  const bracketed = /^\[([^\]]+)\](:\d+)?$/.exec(text);
  if (bracketed) return bracketed[1] as string;
  return /^\d+\.\d+\.\d+\.\d+:\d+$/.test(text) ? text.slice(0, text.lastIndexOf(':')) : text;
};

/** An IPv4 address is the same when a socket for both kinds tells it. */
const plain = (text: string): string => withoutPort(text).replace(/^::ffff:(?=\d+\.)/i, '');

/**
 * @param connection address of the peer as the runtime tells it, with or without a port
 * @param trusted `cloudflare`, or comma-separated addresses of proxies whose `x-forwarded-for` is believed
 */
export const clientAddress = (headers: Headers, connection: string, trusted: string): string => {
  if (trusted === 'cloudflare') return headers.get('cf-connecting-ip') ?? plain(connection);
  const proxies = new Set(
    trusted
      .split(',')
      .map((text) => text.trim())
      .filter(Boolean),
  );
  let address = plain(connection);
  if (!proxies.has(address)) return address;
  // Each proxy appended who it heard from; the last one that is no proxy of ours is the client.
  for (const hop of (headers.get('x-forwarded-for') ?? '').split(',').reverse()) {
    const stated = plain(hop.trim());
    if (!stated) break;
    address = stated;
    if (!proxies.has(stated)) break;
  }
  return address;
};
