import { kindFacts, type Package } from '@gantry/core';
import { cpeIdentifier, purlIdentifier } from '../store/identifiers.ts';
import type { AdvisoryStore } from '../store/types.ts';
import { upstreamBuild } from './upstream-build.ts';

/** The product that a package is. */
export interface Recognised {
  readonly product: string;
  /** As the product counts, without what packaging adds. */
  readonly version: string | null;
  readonly how: 'purl' | 'cpe';
}

/** The product that a package is; null when none is known for sure, or when the distribution maintains it. */
export function recogniseProduct(pkg: Package, store: AdvisoryStore): Recognised | null {
  if (kindFacts(pkg.kind).distroPackage) return upstreamBuild(pkg, store);
  const byPurl = only(store, identifierOf(pkg));
  if (byPurl !== null) return { product: byPurl, version: pkg.version, how: 'purl' };
  // CPE names of known kinds are our own guesses; those of a document are its author's statement.
  if (pkg.kind !== 'unknown') return null;
  const products = new Set(pkg.cpes.map((cpe) => only(store, cpeIdentifier(cpe))).filter((name) => name !== null));
  const [product] = products;
  return product !== undefined && products.size === 1 ? { product, version: pkg.version, how: 'cpe' } : null;
}

/** An identifier that several products carry (a JDK of many vendors) names none of them. */
function only(store: AdvisoryStore, identifier: string | null): string | null {
  const products = identifier === null ? [] : store.productsOf(identifier);
  return products.length === 1 ? (products[0] as string) : null;
}

/** The standard library in a Go program tells the toolchain that built it. */
const goToolchain = 'purl:pkg:generic/go';

function identifierOf({ kind, name, purl }: Package): string | null {
  if (kind === 'golang' && name === 'stdlib') return goToolchain;
  return purl === null ? null : purlIdentifier(purl);
}
