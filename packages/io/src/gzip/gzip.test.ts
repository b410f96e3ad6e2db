import { describe, expect, it } from 'vitest';
import { packBytes, unpackBytes, unpackBytesNow, unpackPieces } from './index.ts';

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

  it('unpacks piece by piece', async () => {
    const packed = Buffer.from(await packBytes(Buffer.from('x'.repeat(100_000))));
    expect(await textOf([packed.subarray(0, 20), packed.subarray(20)])).toBe('x'.repeat(100_000));
    await expect(textOf([packed.subarray(0, 20)])).rejects.toMatchObject({ code: 'Z_BUF_ERROR' });
    await expect(textOf([Buffer.from('no gzip')])).rejects.toMatchObject({ code: 'Z_DATA_ERROR' });
    await expect(textOf(failing())).rejects.toThrow('the disk is gone');
  });
});

async function textOf(packed: Iterable<Uint8Array>): Promise<string> {
  let text = '';
  for await (const piece of unpackPieces(packed)) text += piece.toString();
  return text;
}

function* failing(): Generator<Uint8Array> {
  yield Buffer.from([0x1f, 0x8b]);
  throw new Error('the disk is gone');
}
