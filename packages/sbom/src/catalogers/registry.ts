import type { Cataloger } from '../cataloging/define-cataloger.ts';
import { apk } from './apk/index.ts';
import { cargoBinary } from './cargo-binary/index.ts';
import { cargoLock } from './cargo-lock/index.ts';
import { composer } from './composer/index.ts';
import { deb } from './deb/index.ts';
import { gem } from './gem/index.ts';
import { goBinary } from './go-binary/index.ts';
import { goMod } from './go-mod/index.ts';
import { java } from './java/index.ts';
import { npm } from './npm/index.ts';
import { nuget } from './nuget/index.ts';
import { python } from './python/index.ts';
import { rpm } from './rpm/index.ts';
import { unsupportedLocks } from './unsupported-locks/index.ts';

/** Every cataloger, in alphabetical order. */
export const catalogers: readonly Cataloger[] = [
  apk,
  cargoBinary,
  cargoLock,
  composer,
  deb,
  gem,
  goBinary,
  goMod,
  java,
  npm,
  nuget,
  python,
  rpm,
  unsupportedLocks,
];
