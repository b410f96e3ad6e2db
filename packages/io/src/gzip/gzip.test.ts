import { describe, expect, it } from 'vitest';
import { packBytes, unpackBytes, unpackBytesNow } from './index.ts';

describe('gzip', () => {
  it.each(['', 'a', 'x'.repeat(100_000)])('gives back what it was given', async (text) => {
    const packed = await packBytes(Buffer.from(text));
    expect(Buffer.from(await unpackBytes(packed, text.length)).toString()).toBe(text);
    expect(Buffer.from(unpackBytesNow(packed, text.length)).toString()).toBe(text);
  });

  it('stops at more than was stated', async () => {
    const packed = await packBytes(Buffer.alloc(100_000));
    await expect(unpackBytes(packed, 1_000)).rejects.toMatchObject({ code: 'ERR_BUFFER_TOO_LARGE' });
  });
});
