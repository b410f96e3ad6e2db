import { defineCataloger } from '../../cataloging/define-cataloger.ts';
import type { GoBinaryFacts } from './facts.ts';
import { readGoBinary } from './read-go-binary.ts';
import { toPackages } from './to-packages.ts';

/** Programs built by the Go toolchain. */
export const goBinary = defineCataloger<GoBinaryFacts>({
  name: 'go-binary',
  revision: 1,
  about: 'Modules and standard library of Go programs (ELF, PE, Mach-O), from the build information in them.',
  reads: [{ magic: ['elf', 'pe', 'macho'], maxBytes: 1024 * 1024 * 1024 }],
  yields: ['golang'],
  read: readGoBinary,
  assemble: toPackages,
});
