import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { failureCode } from '@gantry/core/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { bodyText, type Handler, type LocalServer, startLocalServer, unexpected } from '../testing/local-server.ts';
import { createHttpClient } from './client.ts';
import type { HttpClient, HttpOptions } from './types.ts';

const fixture = (name: string): string => readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8');
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function server(handler: Handler, options: Parameters<typeof startLocalServer>[1] = {}): Promise<LocalServer> {
  const started = await startLocalServer(handler, options);
  closers.push(() => started.close());
  return started;
}

const waits: number[] = [];
function client(options: HttpOptions = {}): HttpClient {
  waits.length = 0;
  const sleep = async (milliseconds: number): Promise<void> => void waits.push(milliseconds);
  const made = createHttpClient({ environment: {}, sleep, ...options });
  closers.push(() => made.close());
  return made;
}

async function text(http: HttpClient, url: string): Promise<string> {
  return Buffer.from(await (await http.request({ url })).bytes(1000)).toString();
}

describe('http/client', () => {
  it('gives status, headers and body, and says who it is', async () => {
    const { url } = await server((request, response) =>
      response.writeHead(404, { 'x-a': '1' }).end(request.headers['user-agent']),
    );
    const reply = await client({ userAgent: 'gantry/test' }).request({ url });
    expect([reply.status, reply.header('X-A'), Buffer.from(await reply.bytes(100)).toString()]).toEqual([
      404,
      '1',
      'gantry/test',
    ]);
  });

  it('refuses a body over the limit', async () => {
    const { url } = await server((_, response) => response.end('x'.repeat(1001)));
    expect(await failureCode(() => text(client(), url))).toBe('IO_HTTP_TOO_LARGE');
  });

  it.each([429, 500, 502, 503, 504, 408])('repeats after %i', async (status) => {
    let calls = 0;
    const { url } = await server((_, response) => {
      calls += 1;
      response.writeHead(calls < 3 ? status : 200).end('done');
    });
    expect(await text(client(), url)).toBe('done');
    expect(waits.length).toBe(2);
    expect(waits[1]).toBeGreaterThan(waits[0] ?? 0);
  });

  it('waits as long as it is asked to, and not for hours', async () => {
    let after = '7';
    const { url, seen } = await server((_, response) => response.writeHead(429, { 'retry-after': after }).end());
    const http = client({ retries: 1 });
    expect((await http.request({ url })).status).toBe(429);
    expect(waits).toEqual([7000]);
    after = '7200';
    await http.request({ url });
    expect(seen.length).toBe(3);
  });

  it('repeats after a connection that broke, and a POST only when told so', async () => {
    let calls = 0;
    const { url } = await server((_, response) => {
      calls += 1;
      if (calls % 2 === 1) response.destroy();
      else response.end('done');
    });
    const http = client();
    expect(await text(http, url)).toBe('done');
    expect(await failureCode(() => http.request({ url, method: 'POST' }))).toBe('IO_HTTP_UNREACHABLE');
    calls = 0;
    expect((await http.request({ url, method: 'POST', retries: 1 })).status).toBe(200);
  });

  it.each<[string, () => Promise<string>, HttpOptions, string]>([
    [
      'a closed port',
      async () => {
        const started = await startLocalServer(unexpected);
        await started.close();
        return started.url;
      },
      { retries: 1 },
      'IO_HTTP_UNREACHABLE',
    ],
    ['silence', async () => (await server(() => undefined)).url, { retries: 0, idleTimeout: 50 }, 'IO_HTTP_TIMEOUT'],
    ['an unknown host', async () => 'http://no-such-host.invalid/', { retries: 1 }, 'IO_HTTP_NAME'],
    ['no URL', async () => 'nonsense', {}, 'IO_HTTP_ADDRESS'],
    ['a file URL', async () => 'file:///etc/passwd', {}, 'IO_HTTP_ADDRESS'],
    [
      'an address that is not allowed',
      async () => 'http://169.254.169.254/',
      { allow: (url) => !url.hostname.startsWith('169.254.') },
      'IO_HTTP_ADDRESS',
    ],
    [
      'a redirect to what is not allowed',
      async () => (await server((_, response) => response.writeHead(302, { location: 'http://10.0.0.1/' }).end())).url,
      { allow: (url) => url.hostname === '127.0.0.1' },
      'IO_HTTP_ADDRESS',
    ],
    [
      'a redirect in a circle',
      async () => (await server((_, response) => response.writeHead(302, { location: '/' }).end())).url,
      {},
      'IO_HTTP_REDIRECT',
    ],
    [
      'a redirect to a file',
      async () =>
        (await server((_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end())).url,
      {},
      'IO_HTTP_REDIRECT',
    ],
  ])('fails on %s', async (_, make, options, code) => {
    const url = await make();
    expect(await failureCode(() => client(options).request({ url }))).toBe(code);
  });

  it('asks a silent server once more, not for many minutes', async () => {
    const started: string[] = [];
    const { url } = await server((request) => void started.push(request.url ?? ''));
    expect(await failureCode(() => client({ idleTimeout: 50 }).request({ url }))).toBe('IO_HTTP_TIMEOUT');
    expect(started).toHaveLength(2);
  });

  it('fails when the body stalls or breaks off', async () => {
    const { url } = await server((request, response) => {
      response.writeHead(200, { 'content-length': '10' }).write('half');
      if (request.url === '/broken') setTimeout(() => response.destroy(), 20);
    });
    const http = client({ idleTimeout: 200 });
    expect(await failureCode(() => text(http, `${url}/broken`))).toBe('IO_HTTP_BROKEN');
    expect(await failureCode(() => text(http, `${url}/stalled`))).toBe('IO_HTTP_TIMEOUT');
  });

  it('keeps credentials on the same origin and drops them elsewhere', async () => {
    const away = await server((request, response) =>
      response.end(`away ${request.headers.authorization ?? 'none'} ${request.headers['x-plain']}`),
    );
    const home = await server((request, response) => {
      if (request.url === '/away') response.writeHead(307, { location: `${away.url}/x?sig=secret` }).end();
      else if (request.url === '/near') response.writeHead(302, { location: '/end' }).end();
      else response.end(`home ${request.headers.authorization}`);
    });
    const headers = { authorization: 'Bearer secret', 'x-plain': 'y' };
    const get = async (path: string): Promise<string> =>
      Buffer.from(await (await client().request({ url: home.url + path, headers })).bytes(100)).toString();
    expect(await get('/near')).toBe('home Bearer secret');
    expect(await get('/away')).toBe('away none y');
  });

  it('refuses to be sent from HTTPS to HTTP, and trusts a further authority when told', async () => {
    const { url } = await server(
      (request, response) => {
        if (request.url === '/down') response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end();
        else response.end('secure');
      },
      { tls: { cert: fixture('server.pem'), key: fixture('server.key') } },
    );
    expect(await failureCode(() => client().request({ url }))).toBe('IO_HTTP_TLS');
    expect(await text(client({ ca: fixture('ca.pem') }), url)).toBe('secure');
    expect(await text(client({ unverifiedTls: true }), url)).toBe('secure');
    expect(await failureCode(() => text(client({ ca: fixture('ca.pem') }), `${url}/down`))).toBe('IO_HTTP_REDIRECT');
  });

  it('shows no credentials in its errors', async () => {
    const failure = await client({ retries: 0 })
      .request({ url: 'http://user:secret@127.0.0.1:9/a?token=secret' })
      .catch((error: unknown) => error as Error);
    expect(String((failure as Error).message)).not.toContain('secret');
    expect(String((failure as Error).message)).toContain('http://127.0.0.1:9/a?...');
  });

  it('sends bodies and turns a redirected POST into GET as browsers do', async () => {
    const { url, seen } = await server(async (request, response) => {
      if (request.url === '/see') response.writeHead(303, { location: '/get' }).end();
      else response.end(await bodyText(request));
    });
    const http = client();
    expect(Buffer.from(await (await http.request({ url, method: 'POST', body: 'a=b' })).bytes(10)).toString()).toBe(
      'a=b',
    );
    await (await http.request({ url: `${url}/see`, method: 'POST', body: 'a=b' })).discard();
    expect(seen).toEqual(['POST /', 'POST /see', 'GET /get']);
  });

  it('goes through the proxies of the environment: plain in absolute form, TLS through a tunnel', async () => {
    const secure = await server((_, response) => response.end('secure'), {
      tls: { cert: fixture('server.pem'), key: fixture('server.key') },
    });
    const tunnels: string[] = [];
    const proxy = await startProxy(tunnels, secure.port);
    const environment = { HTTP_PROXY: proxy, HTTPS_PROXY: proxy, NO_PROXY: 'direct.invalid' };
    const http = client({ environment, ca: fixture('ca.pem'), retries: 0 });
    expect(await text(http, 'http://example.invalid/a?b')).toBe('proxied http://example.invalid/a?b Basic dTpw');
    await http.request({ url: 'https://example.invalid/' }).catch(() => undefined);
    expect(tunnels).toEqual(['example.invalid:443']);
    expect(await failureCode(() => http.request({ url: 'http://direct.invalid/' }))).toBe('IO_HTTP_NAME');
  });

  it('ends at once when it is called off', async () => {
    const { url } = await server(() => undefined);
    const abort = new AbortController();
    const reply = client().request({ url, signal: abort.signal });
    setTimeout(() => abort.abort(new Error('called off')), 20);
    await expect(reply).rejects.toThrow('called off');
  });
});

async function startProxy(tunnels: string[], port: number): Promise<string> {
  const { createServer } = await import('node:http');
  const proxy = createServer((request, response) => {
    response.end(`proxied ${request.url} ${request.headers['proxy-authorization']}`);
  });
  proxy.on('connect', (request, socket) => {
    tunnels.push(request.url ?? '');
    const target = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      target.pipe(socket).pipe(target);
    });
    for (const end of [target, socket]) end.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  closers.push(async () => {
    proxy.closeAllConnections();
    proxy.close();
  });
  return `http://u:p@127.0.0.1:${(proxy.address() as { port: number }).port}`;
}
