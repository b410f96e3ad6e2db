import { BlockList, isIP } from 'node:net';

/** The proxies of the environment. */
export interface ProxySettings {
  readonly http?: string;
  readonly https?: string;
  /** Must this host be reached directly? */
  bypasses(url: URL): boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads HTTP_PROXY, HTTPS_PROXY and NO_PROXY, lower-case names first, as curl and Docker do. NO_PROXY holds hosts (with their subdomains),
 * `host:port`, addresses, CIDR ranges or `*`. This machine itself is never reached through a proxy.
 */
export function proxiesOf(environment: Environment): ProxySettings {
  const http = environment['http_proxy'] || environment['HTTP_PROXY'];
  const https = environment['https_proxy'] || environment['HTTPS_PROXY'];
  const entries = (environment['no_proxy'] || environment['NO_PROXY'] || '')
    .split(/[,\s]+/)
    .filter((entry) => entry !== '');
  return {
    ...(http === undefined || http === '' ? {} : { http: withScheme(http) }),
    ...(https === undefined || https === '' ? {} : { https: withScheme(https) }),
    bypasses: (url) => isLoopback(url.hostname) || entries.some((entry) => matches(entry, url)),
  };
}

/** Is this the machine itself: `localhost`, 127.0.0.0/8, ::1? */
export function isLoopback(hostname: string): boolean {
  const host = bare(hostname);
  if (host === 'localhost' || host.endsWith('.localhost') || host === '::1') return true;
  return isIP(host) === 4 && host.startsWith('127.');
}

function withScheme(proxy: string): string {
  return /^[a-z0-9]+:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
}

function matches(entry: string, url: URL): boolean {
  if (entry === '*') return true;
  const host = bare(url.hostname);
  const slash = entry.indexOf('/');
  if (slash > 0) return isInRange(host, entry.slice(0, slash), Number(entry.slice(slash + 1)));
  const withPort = /^(.+):(\d{1,5})$/.exec(entry);
  const isPortEntry = withPort !== null && isIP(entry) !== 6;
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  if (isPortEntry && withPort[2] !== port) return false;
  const name = bare(isPortEntry ? (withPort[1] ?? '') : entry).replace(/^\*?\./, '');
  return host === name || host.endsWith(`.${name}`);
}

function isInRange(host: string, network: string, prefix: number): boolean {
  const family = isIP(host);
  if (
    family === 0 ||
    isIP(network) !== family ||
    !Number.isInteger(prefix) ||
    prefix < 0 ||
    prefix > (family === 4 ? 32 : 128)
  )
    return false;
  const type = family === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(network, prefix, type);
  return list.check(host, type);
}

function bare(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}
