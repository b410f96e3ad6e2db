import type { Digest } from '../digest/index.ts';
import type { Distro } from '../distro/types.ts';
import type { Package } from '../package/package.ts';

/** The CPU and system an image is for. */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
}

/** A layer of an image, lowest first in lists. */
export interface LayerFacts {
  /** Digest of the blob as stored (compressed). */
  readonly digest: Digest;
  /** Digest of the uncompressed tar: names the layer in locations. */
  readonly diffId: Digest;
  readonly mediaType: string;
  /** Bytes as stored. */
  readonly size: number;
  /** The instruction of the image history that made it. */
  readonly createdBy?: string;
}

/** The runtime part of an OCI image configuration, names as we use them. */
export interface ImageConfig {
  readonly user?: string;
  readonly exposedPorts: readonly string[];
  readonly env: readonly string[];
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly volumes: readonly string[];
  readonly workingDir?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly stopSignal?: string;
  readonly shell: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly onBuild: readonly string[];
  readonly author?: string;
  /** RFC 3339, as stated. */
  readonly created?: string;
  /** Steps, oldest first. */
  readonly history: readonly {
    readonly createdBy?: string;
    readonly comment?: string;
    readonly created?: string;
    readonly emptyLayer: boolean;
  }[];
}

/** A container image that was read. */
export interface ImageSource {
  readonly kind: 'image';
  /** What the user wrote. */
  readonly target: string;
  /** Registry reference when it is known: `docker.io/library/debian:12`. */
  readonly reference?: string;
  readonly tags: readonly string[];
  readonly repoDigests: readonly string[];
  /** Digest of the image's manifest. */
  readonly manifestDigest: Digest;
  /** Digest of the index it was chosen from. */
  readonly indexDigest?: Digest;
  /** Digest of its configuration (Docker's image id). */
  readonly imageId: Digest;
  readonly mediaType: string;
  readonly platform: Platform;
  /** Sum of the stored layers in bytes. */
  readonly size: number;
  readonly layers: readonly LayerFacts[];
  readonly config: ImageConfig;
  /** Base64 of the raw manifest and configuration, as syft-JSON keeps them. */
  readonly rawManifest: string;
  readonly rawConfig: string;
}

/** A folder or a single file that was read. */
export interface FileSource {
  readonly kind: 'directory' | 'file';
  readonly target: string;
  readonly path: string;
  readonly digest?: Digest;
}

/** A source that a document names and Gantry does not understand further. */
export interface OtherSource {
  readonly kind: 'other';
  readonly target: string;
  readonly name?: string;
  readonly version?: string;
}

/** What a bill is about. */
export type BillSource = ImageSource | FileSource | OtherSource;

/** Edges between packages of one bill, by package id. */
export interface Relationship {
  readonly from: string;
  readonly to: string;
  /** `owns`: the files of `to` belong to `from`. `contains`: an archive holds another. `depends-on`: as stated. */
  readonly type: 'owns' | 'contains' | 'depends-on';
}

/** Something that was seen and not understood. It travels to the verdict: never silence. */
export interface Unread {
  /** Path inside the artifact, or a package id, or `-` for the artifact as a whole. */
  readonly path: string;
  readonly layer?: Digest;
  /** Cataloger or step. */
  readonly by: string;
  /** An error code such as `SBOM_FILE_TOO_LARGE`. */
  readonly code: string;
  readonly because: string;
}

/** What a document states of a package and a bill has no other place for. Absent fields are not stated. */
export interface StatedOfPackage {
  /** Supplier, producer or publisher, as written; `NOASSERTION` says that it is not known. */
  readonly supplier?: string;
  /** A digest of the component is there. */
  readonly hashed?: boolean;
  /** Its place in the graph of dependencies: `listed` alone (nothing is known of it, or it depends on nothing), or `linked` to others. */
  readonly graph?: 'listed' | 'linked';
}

/** What an SBOM document says of itself; nothing of it was verified. */
export interface BillDocument {
  /** `CycloneDX`, `SPDX`. */
  readonly format: string;
  /** As written: `1.6`, `2.3`. */
  readonly formatVersion: string | null;
  /** When it was made, as written. */
  readonly created: string | null;
  /** People and organisations that answer for it, not tools. */
  readonly authors: readonly string[];
  /** Serial number or namespace. */
  readonly serial: string | null;
  /** Phases of the life cycle that it was made in: `build`. */
  readonly phases: readonly string[];
  /** It holds a signature inside. */
  readonly signed: boolean;
  /** By package id. */
  readonly stated: Readonly<Record<string, StatedOfPackage>>;
}

/** The bill of materials: what an artifact is made of, and what could not be read. */
export interface Bill {
  readonly source: BillSource;
  readonly distro: Distro | null;
  /** Sorted by kind, name, version, id. */
  readonly packages: readonly Package[];
  readonly relationships: readonly Relationship[];
  readonly unread: readonly Unread[];
  /** The tool that made it; ours unless the bill was read from a document. */
  readonly tool: { readonly name: string; readonly version: string };
  /** Of a bill that was read from a document which says such things; absent when the artifact itself was read. */
  readonly document?: BillDocument;
}
