/** Control characters, marks that turn the direction of text, and separators of lines. */
const steering = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Text from an image must not steer the reader's terminal. */
export function printable(text: string): string {
  return text.replace(steering, '\ufffd');
}
