import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { ioErrors } from '../errors/index.ts';
import { type AddressRules, bareHost, mayBeAt } from './address-rules.ts';
import { httpFailure } from './failure.ts';
import { isLoopback } from './proxy.ts';

/** Keeps a client away from addresses that are not public, whatever name or spelling leads to them. */
export interface AddressGuard {
  /** Refuses a URL whose host is an address that may not be gone to. IO_HTTP_REFUSED. */
  checkLiteral(url: URL): void;
  /**
   * Resolves the host of a URL and refuses it when any of its addresses may not be gone to. IO_HTTP_REFUSED, or IO_HTTP_NAME for an unknown name.
   * For a look beforehand: connections are guarded by `lookup`, which decides about the very addresses that are connected to.
   */
  check(url: URL): Promise<void>;
  /** Name resolution for sockets: gives checked addresses only. */
  readonly lookup: LookupFunction;
}

/** All addresses of a host. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

/** Makes a guard. */
export function createAddressGuard(rules: AddressRules, resolve: Resolve = resolveAll): AddressGuard {
  const resolved = async (hostname: string): Promise<readonly LookupAddress[]> => {
    const host = bareHost(hostname.toLowerCase());
    const addresses = isLoopback(host) && isIP(host) === 0 ? loopback : await resolve(host);
    // One bad address among good ones is how a name is made to change between a look and a connection.
    if (addresses.length === 0 || addresses.some(({ address }) => !mayBeAt(rules, host, address))) throw refused(host);
    return addresses;
  };
  return {
    checkLiteral: ({ hostname }) => {
      const host = bareHost(hostname);
      if (isIP(host) !== 0 && !mayBeAt(rules, host, host)) throw refused(host);
    },
    async check(url) {
      const host = bareHost(url.hostname);
      if (isIP(host) !== 0 && !mayBeAt(rules, host, host)) throw refused(host);
      if (isIP(host) !== 0) return;
      await resolved(host).catch((cause: unknown) => {
        throw httpFailure(cause, url);
      });
    },
    lookup: (hostname, options, callback) => {
      resolved(hostname).then(
        (addresses) => answer(addresses, options, callback),
        (error: NodeJS.ErrnoException) => callback(error, '', 0),
      );
    },
  };
}

/** `localhost` and all below it are this machine (RFC 6761), whatever a name server says. */
const loopback: readonly LookupAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

function answer(
  addresses: readonly LookupAddress[],
  options: Parameters<LookupFunction>[1],
  callback: Parameters<LookupFunction>[2],
): void {
  const family = options.family === 'IPv4' ? 4 : options.family === 'IPv6' ? 6 : options.family;
  const fitting = family === 4 || family === 6 ? addresses.filter((one) => one.family === family) : addresses;
  const [first] = fitting;
  if (first === undefined)
    callback(Object.assign(new Error('no address of this family'), { code: 'ENOTFOUND' }), '', 0);
  else if (options.all === true) callback(null, [...fitting]);
  else callback(null, first.address, first.family);
}

function resolveAll(host: string): Promise<readonly LookupAddress[]> {
  return new Promise((done, fail) => {
    systemLookup(host, { all: true }, (error, addresses) => (error === null ? done(addresses) : fail(error)));
  });
}

/** The text says nothing about the address: who may not go there shall not learn what is there. */
function refused(host: string): Error {
  return ioErrors.HTTP_REFUSED({ host });
}
