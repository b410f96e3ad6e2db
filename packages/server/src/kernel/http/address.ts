/**
 * What limits are counted by: an IPv4 address as it is, of an IPv6 address the /64 that one customer holds, an IPv4 address
 * in IPv6 clothes as IPv4.
 */
export function addressKey(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1] !== undefined) return mapped[1];
  const plain = address.split('%')[0] ?? '';
  return plain.includes(':') ? `${groups(plain).slice(0, 4).join(':')}::/64` : address;
}

/** The eight groups of an address, without leading zeros. */
function groups(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const before = parts(head);
  const after = tail === undefined ? [] : parts(tail);
  const gap = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array.from({ length: gap }, () => '0'), ...after].map((group) => group.replace(/^0+(?=.)/, ''));
}

function parts(text: string): string[] {
  return text === '' ? [] : text.toLowerCase().split(':');
}
