import { gzipSync } from 'node:zlib';
import { failureCode } from '@gantry/core/testing';
import { describe, expect, it } from 'vitest';
import { gunzipStream } from './gunzip-stream.ts';
import { type InflateLimits, inflate } from './inflate.ts';

const limits: InflateLimits = { maxBytes: 2 ** 40, maxRatio: 200, ratioFrom: 2 ** 30 };
const text = Buffer.from('some text, repeated. '.repeat(100_000));

function* pieces(bytes: Buffer, step: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
}

async function unpack(bytes: Buffer, options: { step?: number; limits?: InflateLimits } = {}) {
  const parts: Buffer[] = [];
  const result = await inflate(pieces(bytes, options.step ?? 1000), options.limits ?? limits, (chunk) =>
    parts.push(Buffer.from(chunk)),
  );
  return { ...result, text: Buffer.concat(parts) };
}

/** A Zstandard frame of one raw block: header without content size, window byte, block. */
function zstdFrame(content: Buffer, windowByte: number): Buffer {
  const block = Buffer.alloc(3);
  block.writeUIntLE((content.length << 3) | 1, 0, 3);
  return Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, windowByte]), block, content]);
}

const small = Buffer.from('zstd content');
const packed = gzipSync(text);
const wrongSum = Buffer.from(packed);
wrongSum[packed.length - 8] = (wrongSum[packed.length - 8] ?? 0) ^ 1;

describe('archive/inflate', () => {
  it.each([
    ['gzip', packed, text],
    ['gzip of two members', Buffer.concat([packed, gzipSync('second')]), Buffer.concat([text, Buffer.from('second')])],
    ['gzip with zeros behind it', Buffer.concat([packed, Buffer.alloc(3000)]), text],
    ['nothing', Buffer.alloc(0), Buffer.alloc(0)],
    ['plain bytes', text, text],
    ['zstd', zstdFrame(small, 0x10), small],
    [
      'zstd of two frames',
      Buffer.concat([zstdFrame(small, 0x10), zstdFrame(small, 0x10)]),
      Buffer.concat([small, small]),
    ],
  ])('unpacks %s', async (_what, bytes, wanted) => {
    for (const step of [100, 65_536, 10_000_000]) {
      const unpacked = await unpack(bytes, { step });
      expect(unpacked.complete).toBe(true);
      expect(unpacked.text.equals(wanted)).toBe(true);
    }
  });

  it.each([
    ['a gzip stream cut short', packed.subarray(0, 500), 'IO_GZIP_TRUNCATED'],
    ['a wrong checksum', wrongSum, 'IO_GZIP_CORRUPT'],
    ['text behind the end', Buffer.concat([packed, Buffer.from('trailing bytes')]), 'IO_GZIP_CORRUPT'],
    [
      'a broken zstd frame',
      Buffer.concat([zstdFrame(small, 0x10).subarray(0, 6), Buffer.alloc(50, 0xff)]),
      'IO_ZSTD_CORRUPT',
    ],
    ['a zstd frame cut short', zstdFrame(small, 0x10).subarray(0, 12), 'IO_ZSTD_CORRUPT'],
    ['a zstd window of 2 GiB', zstdFrame(small, 21 << 3), 'IO_ZSTD_WINDOW'],
    ['bzip2', Buffer.from('BZh91AY&SY'), 'IO_COMPRESSION_UNSUPPORTED'],
  ])('refuses %s', async (_what, bytes, code) => {
    expect(await failureCode(() => unpack(bytes))).toBe(code);
  });

  it.each([
    ['bytes', { ...limits, maxBytes: 1_000_000 }],
    ['the ratio', { ...limits, ratioFrom: 500_000, maxRatio: 10 }],
  ])('ends early when the budget of %s is used up', async (_what, budget) => {
    const cut = await unpack(packed, { limits: budget });
    expect(cut.complete).toBe(false);
    expect(cut.bytes).toBeLessThan(text.length);
  });

  it('hands failures of the sink to the caller', async () => {
    const failing = () => {
      throw new RangeError('sink');
    };
    await expect(inflate(pieces(packed, 1000), limits, failing)).rejects.toThrow(RangeError);
  });

  it('unpacks the same through the stream', async () => {
    const parts: Buffer[] = [];
    await gunzipStream(pieces(packed, 5000), (chunk) => parts.push(Buffer.from(chunk)) > 0);
    expect(Buffer.concat(parts).equals(text)).toBe(true);
    expect(await failureCode(() => gunzipStream(pieces(packed.subarray(0, 500), 100), () => true))).toBe(
      'IO_GZIP_TRUNCATED',
    );
  });
});
