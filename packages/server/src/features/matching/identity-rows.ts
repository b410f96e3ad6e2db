import { createHash } from 'node:crypto';
import { type Bill, type Distro, type Package, uniqueBy } from '@gantry/core';
import { packageIdentity } from '@gantry/vulns';
import { storableJson, storableText } from './storable.ts';

/** A package of a bill and the identity that it has. */
export interface IdentityRow {
  readonly key: string;
  readonly kind: string;
  readonly name: string;
  readonly version: string | null;
  readonly purl: string | null;
  readonly distro: string | null;
  /** JSON of the identity. */
  readonly facts: string;
  readonly packageId: string;
  readonly path: string | null;
}

/** An index takes no longer entries; the facts have the whole name. */
const longestName = 500;

/** The rows of every package of a bill; of two that a document gave one id, the first. */
export function identityRows({ packages, distro }: Bill): IdentityRow[] {
  return uniqueBy(packages, ({ id }) => storableText(id)).map((pkg) => identityRow(pkg, distro));
}

function identityRow(pkg: Package, distro: Distro | null): IdentityRow {
  const identity = packageIdentity(pkg, distro);
  const facts = storableJson(identity);
  const path = pkg.locations.find(({ role }) => role === 'primary')?.path ?? pkg.locations[0]?.path ?? null;
  return {
    key: createHash('sha256').update(facts).digest('hex'),
    kind: identity.kind,
    name: storableText(identity.name).slice(0, longestName),
    version: identity.version === null ? null : storableText(identity.version),
    purl: identity.purl === null ? null : storableText(identity.purl),
    distro: identity.distro && storableText(`${identity.distro.id}:${identity.distro.version ?? ''}`),
    facts,
    packageId: storableText(pkg.id),
    path: path === null ? null : storableText(path),
  };
}
