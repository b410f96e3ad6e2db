import type { PolicyFacts } from '@gantry/core';
import { type SelectableImage, selectableImage, selects } from './model/select-image.ts';
import type { ArtifactType, ImageMapping, ListedImage, Policy, SbomMapping, SourceMapping } from './model/types.ts';

/** What a mapping gives: which rule sets run, and which allowlists hold. */
export type AnyMapping = ImageMapping | SourceMapping | SbomMapping;

/** Image, source tree, or a bill whose origin is not known. */
export function artifactType({ bill }: PolicyFacts): ArtifactType {
  if (bill.source.kind === 'image') return 'image';
  return bill.source.kind === 'other' ? 'sbom' : 'source';
}

/**
 * The first mapping that accepts the artifact, or null. Images are mapped by their tag, digest or id. A source tree or
 * a bare SBOM goes to the mappings for its kind; without one, or when it has no name, only `*` accepts it.
 */
export function findMapping(policy: Policy, facts: PolicyFacts): AnyMapping | null {
  const image = selectable(facts);
  const own = facts.tag === null ? ownMapping(policy, facts) : null;
  return own ?? policy.mappings.find((mapping) => selects(mapping, image)) ?? null;
}

/** The first entry of a list of images that accepts the artifact, or null. */
export function findListed(images: readonly ListedImage[], facts: PolicyFacts): ListedImage | null {
  if (images.length === 0) return null;
  const image = selectable(facts);
  return images.find((listed) => selects(listed, image)) ?? null;
}

function ownMapping(policy: Policy, facts: PolicyFacts): AnyMapping | null {
  const type = artifactType(facts);
  if (type === 'sbom') return policy.sbomMappings[0] ?? null;
  if (type === 'image') return null;
  return policy.sourceMappings.find(({ host, repository }) => host === '*' && repository === '*') ?? null;
}

function selectable({ bill, tag }: PolicyFacts): SelectableImage {
  const { source } = bill;
  if (source.kind !== 'image') return selectableImage(tag, { digests: [], imageId: null });
  const repoDigests = source.repoDigests.map((one) => one.slice(one.indexOf('@') + 1));
  const digests = [source.manifestDigest, ...(source.indexDigest ? [source.indexDigest] : []), ...repoDigests];
  return selectableImage(tag, { digests, imageId: source.imageId });
}
