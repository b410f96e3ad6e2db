/**
 * Names and versions come from images of strangers; a text of the database holds no NUL and no half of a surrogate pair: both
 * become the replacement character.
 */
export function storableText(text: string): string {
  const whole = /\p{Cs}/u.test(text) ? Buffer.from(text, 'utf8').toString('utf8') : text;
  return whole.replaceAll('\u0000', '\ufffd');
}

/** How JSON writes a NUL and half of a pair; a text with these very words in it is looked at in vain, no more. */
const escaped = /\\u(?:0000|d[89a-f])/;

/** JSON that the database takes as `jsonb`. */
export function storableJson(value: unknown): string {
  const text = JSON.stringify(value);
  // Looking at every text takes several times as long.
  if (!escaped.test(text)) return text;
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === 'string' ? storableText(item) : item));
}
