import type { ApkMetadata } from './apk.ts';
import type { CargoMetadata } from './cargo.ts';
import type { ComposerMetadata } from './composer.ts';
import type { DebMetadata } from './deb.ts';
import type { GemMetadata } from './gem.ts';
import type { GolangMetadata } from './golang.ts';
import type { MavenMetadata } from './maven.ts';
import type { NpmMetadata } from './npm.ts';
import type { NugetMetadata } from './nuget.ts';
import type { PypiMetadata } from './pypi.ts';
import type { RpmMetadata } from './rpm.ts';

export type * from './apk.ts';
export type * from './cargo.ts';
export type * from './composer.ts';
export type * from './deb.ts';
export type * from './gem.ts';
export type * from './golang.ts';
export type * from './maven.ts';
export type * from './npm.ts';
export type * from './nuget.ts';
export type * from './pypi.ts';
export type * from './rpm.ts';

/** Kept from a document whose package kind Gantry does not know: written back as it was read. */
export interface UnknownMetadata {
  readonly kind: 'unknown';
  readonly type: string;
  readonly raw?: unknown;
}

/** The typed leftovers of each package kind, told apart by `kind`. */
export type PackageMetadata =
  | ApkMetadata
  | CargoMetadata
  | ComposerMetadata
  | DebMetadata
  | GemMetadata
  | GolangMetadata
  | MavenMetadata
  | NpmMetadata
  | NugetMetadata
  | PypiMetadata
  | RpmMetadata
  | UnknownMetadata;
