import type { Distro } from '@gantry/core';
import { cpeIdentifier } from '../store/identifiers.ts';
import type { ProductLifecycles } from '../store/types.ts';
import { type CycleChoice, chooseCycle } from './choose-cycle.ts';

/** What the feed calls the distributions, by `ID` of os-release(5). */
const products: ReadonlyMap<string, string> = new Map([
  ['almalinux', 'almalinux'],
  ['alpine', 'alpine-linux'],
  ['amzn', 'amazon-linux'],
  ['centos', 'centos'],
  ['debian', 'debian'],
  ['devuan', 'devuan'],
  ['fedora', 'fedora'],
  ['linuxmint', 'linuxmint'],
  ['mageia', 'mageia'],
  ['nixos', 'nixos'],
  ['ol', 'oracle-linux'],
  ['opensuse-leap', 'opensuse'],
  ['openwrt', 'openwrt'],
  ['photon', 'vmware-photon'],
  ['postmarketos', 'postmarketos'],
  ['rhel', 'rhel'],
  ['rocky', 'rocky-linux'],
  ['sled', 'sles'],
  ['sles', 'sles'],
  ['sl-micro', 'suse-linux-micro'],
  ['ubuntu', 'ubuntu'],
]);

/** The product and cycle of a distribution; null when the feed has none of it. */
export function distroChoice(
  distro: Distro,
  product: (name: string) => ProductLifecycles | null,
): (CycleChoice & { readonly product: ProductLifecycles }) | null {
  const name = productName(distro);
  const found = name === null ? null : product(name);
  if (!found || !agrees(distro, found)) return null;
  return { product: found, ...cycleOf(found, distro) };
}

/** CentOS Stream calls itself `centos` as well. */
function productName({ id, name, prettyName }: Distro): string | null {
  if (id === 'centos' && /\bstream\b/i.test(`${name} ${prettyName}`)) return 'centos-stream';
  return products.get(id) ?? null;
}

/** A `CPE_NAME` of another product than the feed's speaks against it: an `ID` may be borrowed. */
function agrees({ cpeName }: Distro, { identifiers }: ProductLifecycles): boolean {
  const stated = cpeName === undefined ? null : cpeIdentifier(cpeName);
  const known = identifiers.filter((identifier) => identifier.startsWith('cpe:'));
  return (
    stated === null || known.length === 0 || known.includes(stated) || known.some((one) => sameVendor(one, stated))
  );
}

function sameVendor(a: string, b: string): boolean {
  return a.split(':')[2] === b.split(':')[2];
}

/** By the version; a distribution without one by its codename. */
function cycleOf(product: ProductLifecycles, { version, codename }: Distro): CycleChoice {
  if (version !== null) return chooseCycle(product, version);
  const word = codename?.toLowerCase();
  const named = word ? product.cycles.filter((cycle) => cycle.codename?.toLowerCase() === word) : [];
  const [cycle] = named;
  return cycle && named.length === 1 ? { cycle, because: '' } : chooseCycle(product, null);
}
