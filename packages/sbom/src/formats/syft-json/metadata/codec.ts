import type { Package, PackageMetadata } from '@gantry/core';
import type { Json } from '../../_shared/json.ts';

/** What the metadata of a syft-JSON package does not repeat of the package around it. */
export interface Around {
  readonly name: string;
  readonly version: string | null;
  readonly path: string;
}

/** Between our metadata of one kind and the `metadata` of a syft-JSON artifact (schema 16). */
export interface MetadataCodec<M extends PackageMetadata = PackageMetadata> {
  readonly kind: M['kind'];
  /** Names of `metadataType` that `decode` reads. */
  readonly reads: readonly string[];
  /** The name that `encode` writes. */
  typeOf(pkg: Package): string;
  encode(metadata: M, pkg: Package): Json;
  decode(raw: Json, around: Around): M;
}

/** Checks a codec at compile time and widens it for the table. */
export function defineCodec<M extends PackageMetadata>(codec: MetadataCodec<M>): MetadataCodec {
  // The table calls `encode` only with metadata of the codec's own kind, which the widened type cannot say.
  return codec as unknown as MetadataCodec;
}
