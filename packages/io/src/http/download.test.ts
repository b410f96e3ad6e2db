import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failureCode } from '@gantry/core/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Handler, startLocalServer } from '../testing/local-server.ts';
import { createHttpClient } from './client.ts';
import { type Download, download } from './download.ts';

const content = Buffer.alloc(300_000, 'abcdefg');
const digest = `sha256:${createHash('sha256').update(content).digest('hex')}`;
let folder = '';
const closers: (() => Promise<void>)[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gantry-test-'));
});
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  await rm(folder, { recursive: true });
});

interface Serve {
  /** Bytes after which each of the first replies breaks off. */
  readonly breaks?: readonly number[];
  readonly ranges?: boolean;
  readonly etags?: readonly string[];
}

/** Serves the content, breaking off as told. */
function flaky({ breaks = [], ranges = true, etags = ['"a"'] }: Serve, asked: string[]): Handler {
  let calls = 0;
  return (request, response) => {
    const etag = etags[Math.min(calls, etags.length - 1)] ?? '';
    const stop = breaks[calls];
    calls += 1;
    asked.push(`${request.headers.range ?? '-'} ${request.headers['if-range'] ?? '-'}`);
    const from = /^bytes=(\d+)-$/.exec(request.headers.range ?? '');
    const isValid = request.headers['if-range'] === undefined || request.headers['if-range'] === etag;
    const start = ranges && from !== null && isValid ? Number(from[1]) : 0;
    const part = content.subarray(start);
    const headers = { ...(etag === '' ? {} : { etag }), 'content-length': part.length };
    if (start > 0)
      response.writeHead(206, {
        ...headers,
        'content-range': `bytes ${start}-${content.length - 1}/${content.length}`,
      });
    else response.writeHead(200, headers);
    if (stop === undefined) response.end(part);
    else response.write(part.subarray(0, stop), () => setTimeout(() => response.destroy(), 30));
  };
}

async function run(
  serve: Serve,
  more: Partial<Download> = {},
): Promise<{ asked: string[]; code: string; bytes: Buffer }> {
  const asked: string[] = [];
  const server = await startLocalServer(flaky(serve, asked));
  const http = createHttpClient({ environment: {}, retries: 0 });
  closers.push(
    () => http.close(),
    () => server.close(),
  );
  const path = join(folder, 'file');
  const request = (headers: Readonly<Record<string, string>>) => http.request({ url: server.url, headers });
  const code = await failureCode(() =>
    download({ request, path, limit: 1 << 20, sleep: async () => undefined, ...more }),
  );
  return { asked, code, bytes: await readFile(path) };
}

describe('http/download', () => {
  it('writes what comes and tells its digest', async () => {
    const { asked, code, bytes } = await run({}, { size: content.length, digest });
    expect([asked, code, bytes.equals(content)]).toEqual([['- -'], 'no failure', true]);
  });

  it('goes on where it was', async () => {
    const { asked, code, bytes } = await run({ breaks: [100_000, 50_000] }, { size: content.length, digest });
    expect(code).toBe('no failure');
    expect(asked).toEqual(['- -', 'bytes=100000- "a"', 'bytes=150000- "a"']);
    expect(bytes.equals(content)).toBe(true);
  });

  it.each([
    ['the server knows no ranges', { breaks: [1000], ranges: false }],
    ['the content changed', { breaks: [1000], etags: ['"old"', '"new"'] }],
    ['nothing tells whether it changed', { breaks: [1000], etags: [''] }],
    ['the validator is a weak one', { breaks: [1000], etags: ['W/"a"'] }],
  ])('starts again when %s', async (_, serve) => {
    const { code, bytes } = await run(serve, { digest });
    expect([code, bytes.equals(content)]).toEqual(['no failure', true]);
  });

  it('goes on without a validator when the content cannot change', async () => {
    const { asked } = await run({ breaks: [1000], etags: [''] }, { digest, immutable: true });
    expect(asked).toEqual(['- -', 'bytes=1000- -']);
  });

  it('outlives many interruptions as long as there is progress', async () => {
    const breaks = Array.from({ length: 12 }, () => 20_000);
    expect((await run({ breaks }, { digest, retries: 1 })).code).toBe('no failure');
  });

  it.each<[string, Serve, Partial<Download>, string]>([
    [
      'it breaks off again and again without progress',
      { breaks: [0, 0, 0, 0] },
      { retries: 2 },
      'IO_HTTP_UNREACHABLE|IO_HTTP_BROKEN',
    ],
    ['it is too large', {}, { limit: 1000 }, 'IO_HTTP_TOO_LARGE'],
    ['it is larger than stated', {}, { size: 1000 }, 'IO_HTTP_TOO_LARGE'],
    ['it is smaller than stated', {}, { size: 400_000, retries: 1 }, 'IO_HTTP_BROKEN'],
    ['it is something else', {}, { digest: `sha256:${'0'.repeat(64)}` }, 'IO_HTTP_DIGEST'],
  ])('fails when %s', async (_, serve, more, codes) => {
    expect(codes.split('|')).toContain((await run(serve, more)).code);
  });
});
