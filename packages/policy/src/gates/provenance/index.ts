import { defineGate } from '../../gating/define-gate.ts';
import { attestation } from './attestation.ts';
import { signature } from './signature.ts';
import { slsaBuildLevel } from './slsa-build-level.ts';
import { unsigned } from './unsigned.ts';
import { vsa } from './vsa.ts';

export const provenance = defineGate({
  name: 'provenance',
  help: 'Verifies signatures and attestations that were found beside the image against keys and identities of the rule.',
  artifacts: ['image'],
  triggers: [attestation, signature, slsaBuildLevel, unsigned, vsa],
});
