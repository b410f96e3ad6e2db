import { memoryAccess } from '@gantry/io/files';
import { describe, expect, it } from 'vitest';
import { linesOf } from './text-lines.ts';

function lines(text: string | Uint8Array, maxLine?: number): string[] {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return [...linesOf(memoryAccess(bytes), maxLine)].map((line) => (line.cut ? `${line.text}...` : line.text));
}

describe('catalogers/_shared/text-lines', () => {
  it.each([
    ['', []],
    ['a', ['a']],
    ['a\n', ['a']],
    ['a\r\n\r\nb', ['a', '', 'b']],
    ['a\n\n', ['a', '']],
  ])('%j', (text, expected) => {
    expect(lines(text)).toEqual(expected);
  });

  it('cuts long lines, in one chunk and over many', () => {
    expect(lines('abcdef\nx', 3)).toEqual(['abc...', 'x']);
    expect(lines(`${'y'.repeat(5_000_000)}\nx\n`, 3)).toEqual(['yyy...', 'x']);
    expect(lines(`x\n${'y'.repeat(5_000_000)}`, 3)).toEqual(['x', 'yyy...']);
  });

  it('keeps characters that lie over the end of a chunk', () => {
    const line = 'ž'.repeat(100);
    expect(new Set(lines(`${line}\n`.repeat(20_000)))).toEqual(new Set([line]));
  });

  it('replaces bytes that are not UTF-8', () => {
    expect(lines(Uint8Array.of(0x61, 0xff, 0x0a))).toEqual(['a\uFFFD']);
  });
});
