import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type LocalServer, startLocalServer } from '@gantry/io/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runWords } from '../testing/run-words.ts';

const certificates = new URL('../../../io/src/http/fixtures/', import.meta.url);
const text = (name: string) => readFileSync(new URL(name, certificates), 'utf8');

let server: LocalServer;
beforeAll(async () => {
  const tls = { cert: text('server.pem'), key: text('server.key') };
  server = await startLocalServer((_request, response) => response.end('[]'), { tls });
});
afterAll(() => server.close());

describe('server/session: certificates', () => {
  const list = (flags: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    runWords(['registry', 'list', '--url', server.url, '-u', 'a', '--password', 'b', ...flags], { env });

  it('one that nobody vouches for is refused at once', async () => {
    const started = performance.now();
    const { status, code } = await list([]);
    expect([status, code]).toEqual([3, 'IO_HTTP_TLS']);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it.each([
    ['--http-ca', ['--http-ca', fileURLToPath(new URL('ca.pem', certificates))], {}],
    ['--http-tls-insecure', ['--http-tls-insecure'], {}],
    ['GANTRY_HTTP_TLS_INSECURE', [], { GANTRY_HTTP_TLS_INSECURE: 'true' }],
    ['ANCHORECTL_HTTP_TLS_INSECURE', [], { ANCHORECTL_HTTP_TLS_INSECURE: '1' }],
  ])('%s lets it pass', async (_what, flags, env) => {
    expect(await list(flags, env)).toMatchObject({ status: 0, code: null });
  });
});

describe('server/session: redirects', () => {
  it('a server that moved is not followed, for the credentials stay behind', async () => {
    const old = await startLocalServer((_request, response) =>
      response.writeHead(301, { location: `${server.url}/v2/registries` }).end(),
    );
    const words = ['registry', 'list', '--url', old.url, '-u', 'a', '--password', 'b', '--http-tls-insecure'];
    const { status, code, advice } = await runWords(words);
    await old.close();
    expect([status, code, advice]).toEqual([2, 'CLI_MOVED', 'Name that address with GANTRY_URL or --url.']);
  });
});
