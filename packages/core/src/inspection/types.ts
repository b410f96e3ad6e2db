import type { Unread } from '../bill/types.ts';
import type { Digest } from '../digest/index.ts';

/** One visible entry of an artifact, after all layers. */
export interface FileFacts {
  /** Absolute path inside the artifact. */
  readonly path: string;
  readonly type: 'file' | 'directory' | 'symlink' | 'special';
  /** Permission bits with setuid, setgid and sticky. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Bytes. */
  readonly size: number;
  /** Of a regular file that was read; null when it was not (too large, or damaged). */
  readonly sha256: Digest | null;
  /** Where a symbolic link leads, as stored. */
  readonly target?: string;
  /** Diff id of the layer that it comes from; absent outside images. */
  readonly layer?: Digest;
  /** The file capabilities (`security.capability`) in the words of capabilities(7), sorted: `cap_net_raw=ep`. */
  readonly capabilities?: readonly string[];
}

/** Every visible entry. */
export interface FileIndex {
  /** In code-unit order of paths. */
  readonly entries: readonly FileFacts[];
}

/** A named regular expression that file contents are searched for. */
export interface SearchPattern {
  /** `AWS_ACCESS_KEY`. */
  readonly name: string;
  /** The expression, as configured; linear-time syntax (RE2). */
  readonly regex: string;
}

/** Where a pattern matched. What matched is not here: a secret is never stored. */
export interface SearchHit {
  readonly path: string;
  readonly layer?: Digest;
  /** Name of the pattern. */
  readonly pattern: string;
  /** 1 for the first. */
  readonly line: number;
  /** Bytes from the start of the file, and length of the match in bytes. */
  readonly offset: number;
  readonly length: number;
  /** False: the file was deleted or replaced by a later layer, and can still be had from the image. */
  readonly visible: boolean;
}

/** What was searched for and where it was found. */
export interface ContentSearch {
  readonly patterns: readonly SearchPattern[];
  /** In order of path, then offset. */
  readonly hits: readonly SearchHit[];
  /** Files that were not searched: too large, unreadable, or too many hits in them. */
  readonly skipped: readonly { readonly path: string; readonly because: string }[];
  /** True when files that later layers deleted were searched as well. */
  readonly allLayers: boolean;
}

/** A file whose content was kept. */
export interface RetrievedFile {
  readonly path: string;
  readonly layer?: Digest;
  readonly size: number;
  /** Base64. */
  readonly content: string;
}

/** Files that were asked for by name. */
export interface RetrievedFiles {
  /** Every path that was asked for; a path without a file is absent from the artifact. */
  readonly wanted: readonly string[];
  readonly files: readonly RetrievedFile[];
  /** Files that are there and could not be kept. */
  readonly skipped: readonly { readonly path: string; readonly because: string }[];
}

/** A file that differs from what the package database says of it. */
export interface VerifiedFile {
  readonly packageId: string;
  readonly packageName: string;
  readonly path: string;
  readonly status: 'changed' | 'missing';
  /** What differs, in the order in which it is compared. */
  readonly what: readonly ('digest' | 'mode' | 'size' | 'type' | 'owner' | 'target')[];
}

/** The comparison of installed files with the package databases. */
export interface PackageVerification {
  /** Only files that differ; configuration files are not compared. */
  readonly files: readonly VerifiedFile[];
  /** Files that were compared. */
  readonly compared: number;
  /** Packages whose database holds nothing to compare with, by package id. */
  readonly notCompared: readonly { readonly packageId: string; readonly because: string }[];
}

/** How an ELF program or library was hardened by whoever built it. */
export interface BinaryHardening {
  readonly path: string;
  readonly layer?: Digest;
  readonly kind: 'executable' | 'library';
  /** Position-independent: `pie` for executables; libraries always are. */
  readonly pie: boolean;
  /** The stack is not executable. */
  readonly nx: boolean;
  readonly relro: 'none' | 'partial' | 'full';
  /** Null where it cannot be told (static, stripped, or another compiler's convention). */
  readonly stackProtector: boolean | null;
  readonly fortified: boolean | null;
  /** Search paths for libraries that are stored in the file. */
  readonly runPaths: readonly string[];
  /** True when symbols were removed. */
  readonly stripped: boolean;
  /** Statically linked. */
  readonly static: boolean;
}

/** What one scanner said of an artifact's files. */
export interface MalwareScan {
  /** `clamav`, `hash-list`. */
  readonly scanner: string;
  /** Its version and that of its signatures, as it names them. */
  readonly version: string;
  /** Date of the signatures, RFC 3339 UTC; null when it is not told. */
  readonly signaturesAt: string | null;
  readonly findings: readonly {
    readonly path: string;
    readonly layer?: Digest;
    readonly signature: string;
    /** As in `SearchHit`. */
    readonly visible: boolean;
  }[];
  /** Files that it looked at. */
  readonly scanned: number;
  /** Files that it did not look at. */
  readonly skipped: readonly { readonly path: string; readonly size: number; readonly because: string }[];
}

/** The parts of an inspection. Each costs time, so each is collected only when it is asked for. */
export const inspectionParts = [
  'files',
  'contentSearch',
  'secretSearch',
  'retrievedFiles',
  'verification',
  'hardening',
  'malware',
] as const;

/** A part of an inspection. */
export type InspectionPart = (typeof inspectionParts)[number];

/**
 * What was seen in the files of an artifact, besides its packages. A part is null when it was not collected: rules that need it
 * are then "not evaluated".
 */
export interface Inspection {
  readonly files: FileIndex | null;
  readonly contentSearch: ContentSearch | null;
  readonly secretSearch: ContentSearch | null;
  readonly retrievedFiles: RetrievedFiles | null;
  readonly verification: PackageVerification | null;
  /** In order of paths. */
  readonly hardening: readonly BinaryHardening[] | null;
  /** One of each scanner that ran; null when none did. */
  readonly malware: readonly MalwareScan[] | null;
  /** What could not be looked at, over all parts. */
  readonly unread: readonly Unread[];
}
