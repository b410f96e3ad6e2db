const forms = /^[A-Za-z0-9+/_-]*={0,2}$/;

/** The bytes of standard or URL-safe base64; null for anything else, which Node would read around in silence. */
export function fromBase64(text: unknown): Uint8Array | null {
  if (typeof text !== 'string' || !forms.test(text)) return null;
  const bare = text.replace(/={1,2}$/, '');
  if (bare.length % 4 === 1 || (text.length !== bare.length && text.length % 4 !== 0)) return null;
  return Buffer.from(bare, 'base64');
}

/** Standard base64 with padding. */
export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
