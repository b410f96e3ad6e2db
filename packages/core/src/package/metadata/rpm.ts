import type { OwnedFile } from './owned-file.ts';

/** An RPM package, from its header in the RPM database. */
export interface RpmMetadata {
  readonly kind: 'rpm';
  /** Null when the header has none; that compares as 0 but is not the same as a stated 0. */
  readonly epoch: number | null;
  /** Version without release. */
  readonly upstreamVersion: string;
  readonly release: string;
  readonly architecture: string | null;
  /** File name of the source RPM. */
  readonly sourceRpm?: string;
  readonly modularityLabel?: string;
  readonly vendor?: string;
  readonly size?: number;
  readonly provides?: readonly string[];
  readonly requires?: readonly string[];
  readonly files: readonly OwnedFile[];
}
