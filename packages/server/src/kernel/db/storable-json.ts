/**
 * JSON that the database takes as `jsonb`. Texts may come from images of strangers; the database holds no U+0000 and no half of a
 * surrogate pair in a text: both become the replacement character. Keys are taken as they are.
 */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => (typeof item === 'string' ? storable(item) : item));
}

function storable(text: string): string {
  const whole = /\p{Cs}/u.test(text) ? Buffer.from(text, 'utf8').toString('utf8') : text;
  return whole.replaceAll('\u0000', '\ufffd');
}
