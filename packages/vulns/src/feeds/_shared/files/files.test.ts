import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { failureCode } from '@gantry/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveOrigin } from '../../../ingesting/origin.ts';
import { testFeedFile } from '../../../testing/index.ts';
import { findFeedFiles, linesOf, textOfFile } from './index.ts';

const where = { folder: 'epss', names: ['now.csv'], shape: /\.csv(?:\.gz)?$/, maxBytes: 1000 };
let home = '';
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'gantry-files-'));
  for (const folder of ['mirror/epss', 'bare', 'own', 'empty']) mkdirSync(join(home, folder), { recursive: true });
  for (const name of ['mirror/epss/a.csv', 'mirror/epss/b.csv.gz', 'mirror/epss/readme.md', 'mirror/other.csv'])
    writeFileSync(join(home, name), 'x');
  for (const name of ['bare/now.csv', 'bare/other.csv', 'own/any.csv', 'lone.csv'])
    writeFileSync(join(home, name), 'x');
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('feeds/_shared/files', () => {
  it.each([
    ['the folder of the feed in a mirror', 'mirror', false, ['mirror/epss/a.csv', 'mirror/epss/b.csv.gz']],
    ['the usual names at the place', 'bare', false, ['bare/now.csv']],
    ['all of a folder that is named for the feed', 'own', true, ['own/any.csv']],
    ['nothing else of a folder that is not', 'own', false, []],
    ['a file that is named for the feed', 'lone.csv', true, ['lone.csv']],
    ['no file that is not', 'lone.csv', false, []],
    ['none where there is none', 'empty', true, []],
  ])('finds %s', async (_what, place, own, expected) => {
    const network = { client: () => Promise.reject(new Error('no network')), folder: home, signal: undefined };
    const origin = await resolveOrigin(join(home, place), network);
    const files = await findFeedFiles({ origin, own, ecosystems: null, signal: undefined }, where);
    expect(files.map((file) => file.place)).toEqual(expected.map((name) => join(home, name)));
  });

  it('unpacks, up to a limit', async () => {
    const packed = testFeedFile(gzipSync('x'.repeat(5000)));
    expect(await textOfFile(packed, { feed: 'epss', maxBytes: 5000 })).toHaveLength(5000);
    expect(await failureCode(() => textOfFile(packed, { feed: 'epss', maxBytes: 4999 }))).toBe('VULNS_FEED_TOO_LARGE');
    const gone = { place: 'there', open: async () => null };
    expect(await failureCode(() => textOfFile(gone, { feed: 'epss', maxBytes: 1 }))).toBe('VULNS_FEED_UNREADABLE');
  });

  it('cuts lines wherever the pieces end, and does not hold an endless one', async () => {
    const lines = async (...pieces: readonly (string | Buffer)[]) => {
      const source = (async function* () {
        for (const piece of pieces) yield Buffer.from(piece as string);
      })();
      const found: string[] = [];
      for await (const group of linesOf(source)) found.push(...group);
      return found;
    };
    const euro = Buffer.from('€');
    expect(await lines('a\nb', 'c\r\n', euro.subarray(0, 1), euro.subarray(1))).toEqual(['a', 'bc', '€']);
    const [long] = await lines(...Array.from({ length: 10 }, () => 'x'.repeat(60_000)));
    expect(long?.length).toBe(64 * 1024);
  });
});
