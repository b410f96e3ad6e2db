import { type Bill, hideSecrets } from '@gantry/core';

/** What was looked at, as machine-readable facts. */
export function targetFacts(bill: Bill): Record<string, unknown> {
  const { source, distro } = bill;
  const system = distro ? { id: distro.id, version: distro.version, name: distro.prettyName ?? distro.name } : null;
  if (source.kind !== 'image') return { kind: source.kind, target: source.target, distro: system };
  return {
    kind: 'image',
    target: source.target,
    reference: source.reference ?? null,
    tags: source.tags,
    manifest_digest: source.manifestDigest,
    image_id: source.imageId,
    platform: source.platform,
    layers: source.layers.map((layer) => ({
      digest: layer.digest,
      diff_id: layer.diffId,
      created_by: layer.createdBy === undefined ? null : hideSecrets(layer.createdBy),
    })),
    distro: system,
  };
}

/** What was looked at, in words: one line. */
export function targetLine(bill: Bill): string {
  const { source } = bill;
  if (source.kind !== 'image') return `${source.target} (${source.kind})`;
  const { os, architecture, variant } = source.platform;
  const platform = [os, architecture, variant].filter(Boolean).join('/');
  return `${source.target}  ${platform}  ${source.manifestDigest.slice(0, 19)}`;
}

/** How many packages of which kinds: `12 deb, 4 npm`. */
export function contentsLine(bill: Bill): string {
  const counts = new Map<string, number>();
  for (const pkg of bill.packages) counts.set(pkg.kind, (counts.get(pkg.kind) ?? 0) + 1);
  const parts = [...counts].sort((a, b) => b[1] - a[1]).map(([kind, count]) => `${count} ${kind}`);
  const system = bill.distro ? ` on ${bill.distro.prettyName ?? bill.distro.id}` : '';
  return `${bill.packages.length} packages${parts.length > 0 ? ` (${parts.join(', ')})` : ''}${system}`;
}
