import type { SchemeName, VersionScheme } from './_shared/scheme.ts';
import { apk } from './apk/index.ts';
import { composer } from './composer/index.ts';
import { deb } from './deb/index.ts';
import { gem } from './gem/index.ts';
import { go } from './go/index.ts';
import { maven } from './maven/index.ts';
import { nuget } from './nuget/index.ts';
import { pep440 } from './pep440/index.ts';
import { rpm } from './rpm/index.ts';
import { semver } from './semver/index.ts';

/** Every version scheme, in alphabetical order. */
export const schemes: Readonly<Record<SchemeName, VersionScheme>> = {
  apk,
  composer,
  deb,
  gem,
  go,
  maven,
  nuget,
  pep440,
  rpm,
  semver,
};
