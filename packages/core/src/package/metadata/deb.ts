import type { OwnedFile } from './owned-file.ts';

/** A Debian package, from /var/lib/dpkg/status or status.d (deb-control(5)). */
export interface DebMetadata {
  readonly kind: 'deb';
  readonly architecture: string;
  /** Source package; equal to the name when the record names none. */
  readonly source: string;
  readonly sourceVersion: string;
  /** State of the package in dpkg's words when it is not `installed`: `half-configured`, `unpacked`, `triggers-pending`. */
  readonly status?: string;
  readonly maintainer?: string;
  readonly installedSizeKib?: number;
  readonly description?: string;
  readonly depends?: readonly string[];
  readonly preDepends?: readonly string[];
  readonly provides?: readonly string[];
  readonly files: readonly OwnedFile[];
}
