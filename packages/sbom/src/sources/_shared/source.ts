import type { Attachments, ImageSource, LayerFacts, Unread } from '@gantry/core';
import type { AddressRules } from '@gantry/io/http';

/** Bytes of a layer blob on the local disk: a whole file or a stretch of an archive. */
export interface BlobRef {
  readonly path: string;
  readonly offset: number;
  readonly length: number;
}

/** A layer that can be brought to the local disk. */
export interface LayerHandle {
  readonly facts: LayerFacts;
  /** Brings the blob here (downloads it, with progress) or says where it lies. Digests are checked by the reader of the layer. */
  locate(signal?: AbortSignal): Promise<BlobRef>;
}

/** An index of images as it was read. */
export interface RawIndex {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** An opened image: resolved to one manifest, its configuration parsed, layers not yet read. */
export interface OpenedImage {
  readonly kind: 'image';
  readonly source: ImageSource;
  /** Lowest first, parallel to `source.layers`. */
  readonly layers: readonly LayerHandle[];
  /** Fields of the configuration that could not be understood: part of the bill's list. */
  readonly unread?: readonly Unread[];
  /** The index of `source.indexDigest`. */
  readonly index?: RawIndex;
  /** Fetches the signatures and attestations that lie beside the image; absent where the source has no place for them. */
  readonly attachments?: (signal?: AbortSignal) => Promise<Attachments>;
  /** Removes what was downloaded, closes connections. */
  close(): Promise<void>;
}

/** A folder to walk, or one file to look into. */
export interface OpenedPath {
  readonly kind: 'directory' | 'file';
  readonly target: string;
  /** Absolute path on the host. */
  readonly path: string;
  close(): Promise<void>;
}

/** An SBOM document, parsed from JSON: nothing to catalog; a format decodes it. */
export interface OpenedDocument {
  readonly kind: 'document';
  readonly target: string;
  readonly document: unknown;
  close(): Promise<void>;
}

/** What a source hands over. */
export type Opened = OpenedImage | OpenedPath | OpenedDocument;

/** Progress of long work; engines report, edges render. */
export type Progress = (event: {
  readonly step: string;
  readonly done: number;
  readonly total: number | null;
  readonly unit: 'bytes' | 'layers' | 'packages' | 'records';
}) => void;

/** What the caller allows and wishes. */
export interface SourceOptions {
  /** `os/arch[/variant]`; default linux on this machine's architecture for indexes. */
  readonly platform?: string;
  readonly progress?: Progress;
  readonly signal?: AbortSignal;
  readonly registry?: {
    /** Plain HTTP and unchecked certificates, only when the user says so. */
    readonly insecure?: boolean;
    /** PEM file with further certificate authorities. */
    readonly caFile?: string;
    readonly username?: string;
    readonly password?: string;
    /** Docker's configuration folder; default `$DOCKER_CONFIG` or `~/.docker`. Null: none is read, so that nobody's credentials but those given are used. */
    readonly dockerConfig?: string | null;
    /** For references of other people's choice: which addresses may be gone to. Absent: all. */
    readonly addresses?: AddressRules;
  };
  /** Standard input for `sbom:-`. */
  readonly stdin?: AsyncIterable<Uint8Array>;
}

/** A kind of target, chosen by its scheme: `oci-dir:PATH`. */
export interface Source {
  /** Same as the folder and as the scheme that the user writes. */
  readonly name: string;
  readonly about: string;
  /** Its code loads on first need: most targets need no HTTP client and no archive reader. */
  open(target: string, options: SourceOptions): Promise<Opened>;
}
