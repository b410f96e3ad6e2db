/**
 * Names and versions come from images of strangers; a text of the database holds no NUL and no half of a surrogate pair: both
 * become the replacement character.
 */
export function storableText(text: string): string {
  const whole = /\p{Cs}/u.test(text) ? Buffer.from(text, 'utf8').toString('utf8') : text;
  return whole.replaceAll('\u0000', '\ufffd');
}

/** JSON that the database takes as `jsonb`. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === 'string' ? storableText(item) : item));
}
