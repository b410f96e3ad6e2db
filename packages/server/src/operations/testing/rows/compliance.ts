import { getCompliancePack, getImageCompliance, listCompliancePacks } from '@gantry/contract/compliance';
import { packed, refused, row } from '../row.ts';
import { aboutImage, imageMissing } from './of-image.ts';

/** Packs, and what they say of images. */
export const complianceRows = [
  row(listCompliancePacks, { bad: packed }),
  row(getCompliancePack, { ask: () => ({ params: { name: 'cis-docker' } }), bad: 'COMPLIANCE_NO_SUCH_PACK' }),
  row(getImageCompliance, {
    ask: (world) => ({ ...aboutImage(world), query: { pack: 'nist-800-190', tag: world.tag } }),
    bad: refused({ query: { pack: 'none', tag: 'r.example/a:1' } }, 'COMPLIANCE_NO_SUCH_PACK', 404),
    other: imageMissing,
  }),
];
