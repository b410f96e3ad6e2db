import { describe, expect, it } from 'vitest';
import { printable } from './printable.ts';
import { renderTable } from './table.ts';
import { cutToWidth, widthOf } from './text-width.ts';

describe('render/table', () => {
  it('columns are as wide as their content, two cells apart, without trailing blanks', () => {
    expect(
      renderTable(
        [{ title: 'A' }, { title: 'LONG' }, { title: 'C' }],
        [
          ['wide cell', '1', ''],
          ['x', '2', 'y'],
        ],
      ),
    ).toBe('A          LONG  C\nwide cell  1\nx          2     y\n');
  });

  it('wide and combining characters are counted as a terminal draws them', () => {
    expect(
      renderTable(
        [{ title: 'N' }, { title: 'V' }],
        [
          ['日本', '1'],
          ['e\u0301a', '2'],
          ['abcd', '3'],
        ],
      ),
    ).toBe('N     V\n日本  1\ne\u0301a    2\nabcd  3\n');
  });

  it('a longer text ends in an ellipsis, never inside a character', () => {
    expect(cutToWidth('abcdef', 4)).toBe('abc…');
    expect(cutToWidth('a😀😀😀', 4)).toBe('a😀…');
    expect(cutToWidth('abcd', 4)).toBe('abcd');
    expect(widthOf('😀')).toBe(2);
  });

  it.each([
    ['escape sequences', '\u001b[31mred\u001b[0m'],
    ['window titles', '\u001b]0;x\u0007'],
    ['eight-bit controls', '\u009b31m'],
    ['line ends', 'a\r\nb'],
    ['separators of lines', 'a\u2028b\u2029c'],
    ['marks that turn text round', 'a\u202eb\u2066c\u200fd'],
  ])('%s do not reach the terminal', (_what, text) => {
    expect(printable(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/);
    expect(renderTable([{ title: 'X' }], [[text]]).split('\n')).toHaveLength(3);
  });

  it('two hundred thousand rows are no problem', () => {
    const rows = Array.from({ length: 200_000 }, (_, at) => [`name-${at}`, '1.0']);
    expect(renderTable([{ title: 'A' }, { title: 'B' }], rows).length).toBeGreaterThan(3_000_000);
  });
});
