const encoder = new TextEncoder();

/** HMAC of a text in UTF-8. An empty secret signs nothing: who asks has to refuse it. */
export const hmac = async (hash: 'SHA-1' | 'SHA-256', secret: string, text: string): Promise<ArrayBuffer> => {
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash }, false, ['sign']);
  return crypto.subtle.sign('HMAC', key, encoder.encode(text));
};

export const sha256 = (text: string): Promise<ArrayBuffer> => crypto.subtle.digest('SHA-256', encoder.encode(text));

export const hexOf = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

export const base64Of = (bytes: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(bytes)));
