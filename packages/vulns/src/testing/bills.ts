import type { Bill, Distro, Package, PackageDraft } from '@gantry/core';
import { assignIds, kindFacts, type PackageMetadata, printPurl } from '@gantry/core';

/** What a test says of a package; the rest is filled in. */
export type TestPackage = Pick<PackageDraft, 'kind' | 'name'> & Partial<PackageDraft>;

/** A package with an id, a location and metadata that fit its kind. */
export function testPackages(...drafts: readonly TestPackage[]): Package[] {
  return assignIds(drafts.map(toDraft));
}

/** A directory bill over packages. */
export function testBill(packages: readonly Package[], parts: Partial<Bill> = {}): Bill {
  return {
    source: { kind: 'directory', target: 'dir:/test', path: '/test' },
    distro: null,
    packages,
    relationships: [],
    unread: [],
    tool: { name: 'gantry', version: '0.0.0' },
    ...parts,
  };
}

/** A distro by id and version. */
export function testDistro(id: string, version: string | null): Distro {
  return { id, version, idLike: [], name: id, prettyName: null, codename: null };
}

function toDraft({ kind, name, ...rest }: TestPackage): PackageDraft {
  const version = rest.version === undefined ? '1.0.0' : rest.version;
  return {
    kind,
    name,
    version,
    purl: printPurl({ type: kind, name, version: version ?? undefined }),
    licenses: [],
    cpes: [],
    locations: [{ path: `/${kind}/${name}`, role: 'primary' }],
    foundBy: kind,
    evidence: kindFacts(kind).distroPackage ? 'installed' : 'declared',
    metadata: { kind: 'unknown', type: kind } as PackageMetadata,
    ...rest,
  };
}
