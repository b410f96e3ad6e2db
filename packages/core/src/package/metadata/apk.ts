import type { OwnedFile } from './owned-file.ts';

/** An Alpine package, from lib/apk/db/installed. */
export interface ApkMetadata {
  readonly kind: 'apk';
  readonly architecture: string;
  /** The package that it was built from (`o:`). */
  readonly origin: string;
  readonly maintainer?: string;
  readonly url?: string;
  readonly description?: string;
  readonly packageSize?: number;
  readonly installedSize?: number;
  readonly pullDependencies?: readonly string[];
  readonly provides?: readonly string[];
  readonly pullChecksum?: string;
  readonly gitCommit?: string;
  readonly files: readonly OwnedFile[];
}
