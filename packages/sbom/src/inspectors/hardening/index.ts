import type { Digest } from '@gantry/core';
import { defineInspector, type InspectedFile } from '../../inspecting/define-inspector.ts';
import { type HardeningFacts, readHardening } from './read-hardening.ts';

export const hardening = defineInspector<'hardening', Record<string, never>, HardeningFacts>({
  name: 'hardening',
  part: 'hardening',
  about:
    'Tells how ELF programs and libraries were hardened: PIE, NX, RELRO, stack protector, fortified calls, run paths.',
  revision: 1,
  options: () => ({}),
  reader: () => ({ reads: [{ magic: ['elf'], maxBytes: 2 ** 30 }], read: readHardening }),
  assemble: (files) => ({ found: files.flatMap(toHardening) }),
});

function toHardening({ path, layer, facts }: InspectedFile<HardeningFacts>) {
  return facts === null ? [] : [{ path, ...(layer === undefined ? {} : { layer: layer satisfies Digest }), ...facts }];
}
