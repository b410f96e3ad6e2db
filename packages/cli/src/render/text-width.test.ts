import { describe, expect, it } from 'vitest';
import { wrapToWidth } from './text-width.ts';

describe('render/wrapToWidth', () => {
  it.each([
    ['a line that fits', 20, ['a line that fits']],
    ['broken where a word ends', 12, ['broken where', 'a word ends']],
    ['https://host/long see', 8, ['https://', 'host/lon', 'g see']],
    ['日本語の', 4, ['日本', '語の']],
    ['', 10, ['']],
  ])('%j in %d cells', (text, max, lines) => {
    expect(wrapToWidth(text, max)).toEqual(lines);
  });
});
