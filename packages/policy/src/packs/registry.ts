import type { PolicyPack } from '../model/types.ts';
import { cisDocker } from './cis-docker/index.ts';
import { cisaBod2604 } from './cisa-bod-26-04/index.ts';
import { disaContainer } from './disa-container/index.ts';
import { euCra } from './eu-cra/index.ts';
import { fedrampRev5 } from './fedramp-rev5/index.ts';
import { fedrampVdrB, fedrampVdrC, fedrampVdrD } from './fedramp-vdr/index.ts';
import { ironBank } from './iron-bank/index.ts';
import { nist80053 } from './nist-800-53/index.ts';
import { nist800190 } from './nist-800-190/index.ts';
import { pciDss4 } from './pci-dss-4/index.ts';
import { s2c2f } from './s2c2f/index.ts';
import { sbomMinimum, sbomMinimumNtia } from './sbom-minimum/index.ts';
import { secure } from './secure/index.ts';
import { slsa } from './slsa/index.ts';
import { ssdf } from './ssdf/index.ts';
import { stigEvidence } from './stig-evidence/index.ts';
import { tripwires } from './tripwires/index.ts';

/** Every pack, in alphabetical order of names. */
export const packs: readonly PolicyPack[] = [
  cisDocker,
  cisaBod2604,
  disaContainer,
  euCra,
  fedrampRev5,
  fedrampVdrB,
  fedrampVdrC,
  fedrampVdrD,
  ironBank,
  nist800190,
  nist80053,
  pciDss4,
  s2c2f,
  sbomMinimum,
  sbomMinimumNtia,
  secure,
  slsa,
  ssdf,
  stigEvidence,
  tripwires,
];
