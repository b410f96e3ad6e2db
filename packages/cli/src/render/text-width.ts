/** Cells that a text takes in a terminal: two for wide characters (Unicode Standard Annex 11), none for combining marks. */
export function widthOf(text: string): number {
  if (narrow.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += cellsOf(character);
  return width;
}

/** The text, or its beginning and an ellipsis when it is wider than `max` cells. */
export function cutToWidth(text: string, max: number | undefined): string {
  if (max === undefined || widthOf(text) <= max) return text;
  let width = 1;
  let kept = '';
  for (const character of text) {
    width += cellsOf(character);
    if (width > max) break;
    kept += character;
  }
  return `${kept}…`;
}

/** The text in lines of at most `max` cells, broken at spaces; a longer word is broken where the line ends. */
export function wrapToWidth(text: string, max: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((one) => pieces(one, max))) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > max) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function pieces(word: string, max: number): readonly string[] {
  if (widthOf(word) <= max) return [word];
  const parts = [''];
  for (const character of word) {
    const last = parts.at(-1) ?? '';
    if (widthOf(last + character) > max) parts.push(character);
    else parts[parts.length - 1] = last + character;
  }
  return parts;
}

const narrow = /^[\u0020-\u007e]*$/;
const combining = /^[\p{Mn}\p{Me}\u200b-\u200d\ufeff]$/u;
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]$/u;

function cellsOf(character: string): number {
  if (combining.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}
