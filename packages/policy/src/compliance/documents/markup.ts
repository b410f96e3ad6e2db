/** Characters that XML 1.0 cannot hold, not even escaped, and marks that turn the direction of text. */
const steering =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\r': '&#13;',
};

/** A text without characters that steer who reads it. */
export function steady(text: string): string {
  return text.replace(steering, '\ufffd');
}

/** A text that stands in HTML or XML, between tags or in quotes, and steers nothing. Texts come from images. */
export function escaped(text: string): string {
  return steady(text).replace(/[&<>"'\r]/g, (character) => entities[character] ?? '');
}
