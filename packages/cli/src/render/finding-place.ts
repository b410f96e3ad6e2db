import type { Finding, Package, PolicyFacts } from '@gantry/core';
import { primaryPath } from './bill.ts';

/** Where a finding is, as far as it is about a place. */
export interface Place {
  /** Path inside the artifact; empty when it is about the artifact as a whole. */
  readonly path: string;
  /** Number of the layer that it comes from, 1 for the lowest; null outside images and where nothing tells. */
  readonly layer: number | null;
  /** Line of the Dockerfile; null when it is about none. */
  readonly line: number | null;
}

/** Tells where findings are: packages and layers are indexed once. */
export function placeFinder({
  bill,
  dockerfile,
}: Pick<PolicyFacts, 'bill' | 'dockerfile'>): (finding: Finding) => Place {
  const packages = new Map(bill.packages.map((pkg) => [pkg.id, pkg]));
  const layers = new Map(
    bill.source.kind === 'image' ? bill.source.layers.map(({ diffId }, at) => [diffId, at + 1]) : [],
  );
  return (finding) => {
    const pkg = finding.packageId === null ? undefined : packages.get(finding.packageId);
    const diffId = finding.layer ?? layerOf(pkg);
    return {
      path: finding.path ?? (pkg ? primaryPath(pkg) : ''),
      layer: diffId === null ? null : (layers.get(diffId) ?? null),
      line: dockerfile.mode === 'unknown' ? null : (finding.line ?? null),
    };
  };
}

function layerOf(pkg: Package | undefined): string | null {
  return (pkg?.locations.find(({ role }) => role === 'primary') ?? pkg?.locations[0])?.layer ?? null;
}

/** `/etc/passwd (layer 3)`, `Dockerfile line 6`. */
export function placeText({ path, layer, line }: Place): string {
  if (line !== null) return `Dockerfile line ${line}`;
  return layer === null ? path : `${path} (layer ${layer})`.trimStart();
}
