import { defineCataloger } from '../../cataloging/define-cataloger.ts';
import { assembleCargoLocks } from './assemble.ts';
import type { CargoLockFacts } from './facts.ts';
import { readCargoLock } from './read-lock.ts';

/** Rust crates that a Cargo.lock declares. */
export const cargoLock = defineCataloger<CargoLockFacts>({
  name: 'cargo-lock',
  revision: 1,
  about: 'Cargo.lock of versions 1 to 4.',
  reads: [{ globs: ['**/Cargo.lock'], maxBytes: 16 * 1024 * 1024 }],
  yields: ['cargo'],
  read: readCargoLock,
  assemble: assembleCargoLocks,
});
