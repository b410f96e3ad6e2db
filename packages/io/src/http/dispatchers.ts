import type { LookupFunction } from 'node:net';
import * as tls from 'node:tls';
import { isCodedError } from '@gantry/core/errors';
import { Agent, type Dispatcher, ProxyAgent } from 'undici';
import { proxiesOf } from './proxy.ts';
import type { HttpOptions } from './types.ts';

/** The connections of a client: direct, or through the proxies of the environment. */
export interface Dispatchers {
  for(url: URL): Promise<Dispatcher>;
  close(): Promise<void>;
}

/** Pools of connections are made when they are first needed. */
export function createDispatchers(options: HttpOptions): Dispatchers {
  const proxies = proxiesOf(options.environment ?? process.env);
  const made = new Map<string, Dispatcher>();
  const once = (name: string, make: () => Dispatcher): Dispatcher => {
    const dispatcher = made.get(name) ?? make();
    made.set(name, dispatcher);
    return dispatcher;
  };
  return {
    async for(url) {
      const proxy = url.protocol === 'https:' ? proxies.https : proxies.http;
      const isDirect = proxy === undefined || options.socketPath !== undefined || proxies.bypasses(url);
      if (!isDirect) await checkBehindProxy(url, options);
      return isDirect ? once('direct', () => directAgent(options)) : once(proxy, () => proxyAgent(proxy, options));
    },
    async close() {
      await Promise.all([...made.values()].map((dispatcher) => dispatcher.destroy()));
    },
  };
}

/**
 * A proxy resolves names itself; what can be resolved here is checked here. A name that only the proxy knows is left to the proxy: it is the operator's
 * way out and has rules of its own.
 */
async function checkBehindProxy(url: URL, { guard }: HttpOptions): Promise<void> {
  await guard?.check(url).catch((error: unknown) => {
    if (!isCodedError(error) || error.code === 'IO_HTTP_REFUSED') throw error;
  });
}

const defaultConnectTimeout = 15_000;
const defaultIdleTimeout = 60_000;

function directAgent(options: HttpOptions): Dispatcher {
  const socketPath = options.socketPath === undefined ? {} : { socketPath: options.socketPath };
  return new Agent({
    ...timeouts(options),
    connect: { timeout: connectTimeout(options), ...socketPath, ...guardOptions(options), ...tlsOptions(options) },
  });
}

/** Plain HTTP goes through a proxy in absolute form, as proxies expect it; HTTPS through a tunnel. */
function proxyAgent(uri: string, options: HttpOptions): Dispatcher {
  const secure = { timeout: connectTimeout(options), ...tlsOptions(options) };
  return new ProxyAgent({ uri, ...timeouts(options), proxyTunnel: false, requestTls: secure, proxyTls: secure });
}

function guardOptions({ guard }: HttpOptions): { lookup?: LookupFunction } {
  return guard === undefined ? {} : { lookup: guard.lookup };
}

function timeouts(options: HttpOptions): { headersTimeout: number; bodyTimeout: number } {
  const idle = options.idleTimeout ?? defaultIdleTimeout;
  return { headersTimeout: idle, bodyTimeout: idle };
}

function connectTimeout(options: HttpOptions): number {
  return options.connectTimeout ?? defaultConnectTimeout;
}

function tlsOptions(options: HttpOptions): { ca?: string[]; rejectUnauthorized?: false; cert?: string; key?: string } {
  return {
    ...(options.ca === undefined ? {} : { ca: [...usualAuthorities(), options.ca] }),
    ...(options.unverifiedTls === true ? { rejectUnauthorized: false } : {}),
    ...options.clientCertificate,
  };
}

/** A list of authorities replaces the usual ones: keep them. Newer Node also tells those of NODE_EXTRA_CA_CERTS. */
function usualAuthorities(): readonly string[] {
  const { getCACertificates } = tls as { getCACertificates?: (type: 'default') => string[] };
  return getCACertificates?.('default') ?? tls.rootCertificates;
}
