import { defineCataloger } from '../../cataloging/define-cataloger.ts';
import type { CargoBinaryFacts } from './facts.ts';
import { readCargoBinary } from './read-cargo-binary.ts';
import { toPackages } from './to-packages.ts';

/** Rust programs built with cargo-auditable. */
export const cargoBinary = defineCataloger<CargoBinaryFacts>({
  name: 'cargo-binary',
  revision: 1,
  about: 'Crates of Rust programs (ELF, PE, Mach-O), from the list that cargo-auditable compiles in.',
  reads: [{ magic: ['elf', 'pe', 'macho'], maxBytes: 1024 * 1024 * 1024 }],
  yields: ['cargo'],
  read: readCargoBinary,
  assemble: toPackages,
});
