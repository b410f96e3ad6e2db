import { BlockList, isIP } from 'node:net';

/** Where a client that goes to addresses of other people's choice may go. Plain data, so that it can be handed to a worker. */
export interface AddressRules {
  /** What the operator allows beyond public addresses: hosts (`*.corp.example` with all below it), addresses, CIDR ranges, or `all`. */
  readonly permitted: readonly string[];
  /** Hosts that may be at private and loopback addresses; at link-local ones (where clouds keep secrets) and groups never. */
  readonly registered: readonly string[];
}

/** The kinds of addresses. */
type Kind = 'public' | 'private' | 'never';

const families = { 4: 'ipv4', 6: 'ipv6' } as const;

/** Not of one machine, or of the one beside: unspecified, link-local with the metadata services, multicast, reserved, broadcast. */
const neverRanges = ['0.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4', '240.0.0.0/4', '::/128', 'fe80::/10', 'ff00::/8'];

/** Addresses of metadata services that lie in ranges of other uses: Amazon (IPv6), Alibaba, Oracle. */
const metadata = ['fd00:ec2::/32', '100.100.100.200/32', '192.0.0.192/32'];

/** IANA special-purpose registries (RFC 6890 and later): nothing of these is a public host. */
const privateRanges = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
];

/** Of IPv6 only 2000::/3 is public, and not these of it: Teredo and ORCHID, documentation, 6to4, the segment routing of RFC 9602 is outside. */
const publicIpv6 = blockList(['2000::/3']);
const specialIpv6 = blockList(['2001::/23', '2001:db8::/32', '3fff::/20']);
const never = blockList([...neverRanges, ...metadata]);
const notPublicIpv4 = blockList(privateRanges);

/** Is this an address that the rules let a host be at? `host` is as `hostOf` gives it. */
export function mayBeAt(rules: AddressRules, host: string, address: string): boolean {
  if (isPermitted(rules.permitted, host, address)) return true;
  const kind = kindOf(address);
  return kind === 'public' || (kind === 'private' && rules.registered.some((entry) => hostOf(entry) === host));
}

/**
 * The host of a URL, a reference or an entry, in the one spelling that comparisons need: lower case, without port, brackets and final dot; addresses
 * in any spelling that a URL parser takes (`0x7f.1`, `2130706433`, `[::ffff:7f00:1]`) as addresses. Undefined for what is no host.
 */
export function hostOf(text: string): string | undefined {
  const bare = text.includes('/') ? text.slice(0, text.indexOf('/')) : text;
  const authority = isIP(bare) === 6 ? `[${bare}]` : bare;
  if (authority === '' || /[@?#\\\s]/.test(authority) || !URL.canParse(`http://${authority}`)) return undefined;
  return bareHost(new URL(`http://${authority}`).hostname);
}

/** The host name of a parsed URL without brackets and final dot. */
export function bareHost(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

function isPermitted(permitted: readonly string[], host: string, address: string): boolean {
  return permitted.some((entry) => {
    if (entry === 'all' || entry === '*') return true;
    if (entry.includes('/')) return isInRange(entry, address);
    if (entry.startsWith('*.')) return host.endsWith(entry.slice(1).toLowerCase());
    const name = hostOf(entry);
    return name === host || name === address;
  });
}

function isInRange(range: string, address: string): boolean {
  const [network = '', bits = ''] = range.split('/');
  const family = isIP(network) as 0 | 4 | 6;
  if (family === 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > (family === 4 ? 32 : 128)) return false;
  return [address, ...innerAddress(address)].some((one) => contains(blockList([range]), one));
}

function kindOf(address: string): Kind {
  const [ipv4] = innerAddress(address);
  if (ipv4 !== undefined) return kindOfWrapped(address, kindOf(ipv4));
  if (isIP(address) === 0 || contains(never, address)) return 'never';
  if (isIP(address) === 4) return contains(notPublicIpv4, address) ? 'private' : 'public';
  return contains(publicIpv6, address) && !contains(specialIpv6, address) ? 'public' : 'private';
}

/**
 * An IPv4 address that is written into an IPv6 one: where the packets end is what counts. Mapped addresses and those of the well-known translator
 * (networks of IPv6 alone reach the world by it) are the inner address; the other wrappings have no business in public names.
 */
function kindOfWrapped(address: string, inner: Kind): Kind {
  const groups = ipv6Groups(address);
  const isPlain = isIpv6Within(groups, '::ffff:0:0/96') || isIpv6Within(groups, '64:ff9b::/96');
  return isPlain || inner === 'never' ? inner : 'private';
}

/** Mapped, compatible and translated (NAT64), 6to4: prefix, and the position of the IPv4 address in the eight groups. */
const wrappings: readonly (readonly [string, number])[] = [
  ['::ffff:0:0/96', 6],
  ['::ffff:0:0:0/96', 6],
  ['64:ff9b::/96', 6],
  ['64:ff9b:1::/48', 6],
  ['2002::/16', 1],
  ['::/96', 6],
];

function innerAddress(address: string): readonly string[] {
  if (isIP(address) !== 6) return [];
  const groups = ipv6Groups(address);
  const plain = groups.map((group) => group.toString(16)).join(':');
  if (plain === '0:0:0:0:0:0:0:0' || plain === '0:0:0:0:0:0:0:1') return [];
  const found = wrappings.find(([range]) => isIpv6Within(groups, range));
  if (found === undefined) return [];
  const [high = 0, low = 0] = groups.slice(found[1]);
  return [`${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`];
}

/** Node's block lists treat mapped addresses as IPv4 ones; here the bits themselves are compared. */
function isIpv6Within(groups: readonly number[], range: string): boolean {
  const [network = '', bits = '0'] = range.split('/');
  const full = Math.floor(Number(bits) / 16);
  return ipv6Groups(network)
    .slice(0, full)
    .every((group, index) => group === groups[index]);
}

function ipv6Groups(address: string): readonly number[] {
  const text = (address.split('%')[0] ?? '').replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) => {
    return `${((Number(a) << 8) | Number(b)).toString(16)}:${((Number(c) << 8) | Number(d)).toString(16)}`;
  });
  const [head = '', tail] = text.split('::');
  const parse = (part: string): number[] =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  const [before, after] = [parse(head), parse(tail ?? '')];
  return [...before, ...new Array<number>(Math.max(0, 8 - before.length - after.length)).fill(0), ...after];
}

function blockList(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', bits = ''] = range.split('/');
    list.addSubnet(network, Number(bits), families[isIP(network) as 4 | 6]);
  }
  return list;
}

function contains(list: BlockList, address: string): boolean {
  const family = isIP(address) as 0 | 4 | 6;
  return family !== 0 && list.check(address.split('%')[0] ?? '', families[family]);
}
