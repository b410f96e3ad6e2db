import { describe, expect, it } from 'vitest';
import { Clamd, type ClamdAddress, type ClamdReply } from '../clamd/index.ts';

/** A clamd to try: it knows `malwareMarker` as `signature`, and takes streams of at most `streamMaxLength` bytes. */
export interface TriedClamd {
  readonly address: ClamdAddress;
  readonly signature: string;
  readonly streamMaxLength: number;
}

/** What the clamds of tests take for malware: harmless, and known to no other scanner. */
export const malwareMarker = ['gantry', 'malware', 'marker'].join('-');

/** What holds for a clamd, the fake one and the real one. */
export function describeClamd(name: string, tried: () => TriedClamd): void {
  const client = (): Clamd => new Clamd({ address: tried().address });

  describe(name, () => {
    it('tells its version', async () => {
      expect((await client().identity()).version).toMatch(/^ClamAV \d+\.\d+/);
    });

    it.each<[string, (limit: number) => Buffer, (signature: string) => ClamdReply]>([
      ['nothing', () => Buffer.alloc(0), () => ({ kind: 'clean' })],
      ['text', () => Buffer.from('hello'), () => ({ kind: 'clean' })],
      ['malware', () => Buffer.from(`a ${malwareMarker} b`), (signature) => ({ kind: 'found', signature })],
      ['as much as it takes', (limit) => Buffer.alloc(limit, 'a'), () => ({ kind: 'clean' })],
      ['more than it takes', (limit) => Buffer.alloc(limit + 1, 'a'), () => ({ kind: 'too-large' })],
      ['far more than it takes', (limit) => Buffer.alloc(limit * 20, 'a'), () => ({ kind: 'too-large' })],
    ])('scans %s', async (_case, content, reply) => {
      const { signature, streamMaxLength } = tried();
      const stream = await client().stream();
      const bytes = content(streamMaxLength);
      for (let at = 0; at < bytes.length; at += 100_000)
        if (!(await stream.write(bytes.subarray(at, at + 100_000)))) break;
      expect(await stream.end()).toEqual(reply(signature));
    });

    it('scans many streams at a time', async () => {
      const { signature } = tried();
      const replies = await Promise.all(
        Array.from({ length: 20 }, async (_, at) => {
          const stream = await client().stream();
          await stream.write(Buffer.from(at % 2 === 0 ? malwareMarker : 'hello'));
          return stream.end();
        }),
      );
      expect(replies).toEqual(
        replies.map((_, at) => (at % 2 === 0 ? { kind: 'found', signature } : { kind: 'clean' })),
      );
    });
  });
}
