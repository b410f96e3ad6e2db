import { coverageRules, lifecycleDataOld } from '../_shared/coverage.ts';
import { noHealthcheck, riskyPort } from '../_shared/dockerfile.ts';
import { weakBinary } from '../_shared/files.ts';
import { runsAsRoot, uidZero } from '../_shared/identity.ts';
import { buildPack } from '../_shared/pack.ts';
import { endOfLifeDistro, endOfLifePackage, unknownLicense } from '../_shared/packages.ts';
import { sbomComponentFields, sbomGraph } from '../_shared/sbom.ts';
import { unsigned } from '../_shared/supply.ts';
import { fixableHigh, maliciousPackage, openTooLong } from '../_shared/vulnerabilities.ts';
import { rows } from './controls.ts';

/** What an image shows of NIST's framework for developing software. */
export const ssdf = buildPack({
  name: 'ssdf',
  title: 'NIST SSDF, SP 800-218',
  about:
    'Voluntary evidence for tasks of secure software development that an image, its SBOM and its signature can show.',
  framework: {
    id: 'SSDF',
    title: 'NIST SP 800-218, Secure Software Development Framework',
    version: '1.1 (2022-02)',
    source: 'https://doi.org/10.6028/NIST.SP.800-218',
    lastVerified: '2026-11-21',
    notice:
      'Voluntary: OMB M-26-05 (23 January 2026) rescinded the duty to attest. Version 1.2 was still a draft when this was verified.',
  },
  rows,
  sections: [
    { id: 'data', name: 'Data to judge by', rules: [...coverageRules('STOP'), lifecycleDataOld('WARN')] },
    {
      id: 'image',
      name: 'Configuration and signature of the image',
      imagesOnly: true,
      rules: [runsAsRoot('STOP'), uidZero('STOP'), noHealthcheck('WARN'), riskyPort('WARN'), unsigned('STOP')],
    },
    {
      id: 'content',
      name: 'Packages and their weaknesses',
      rules: [
        sbomComponentFields('WARN'),
        sbomGraph('WARN'),
        weakBinary('WARN'),
        endOfLifeDistro('STOP'),
        endOfLifePackage('STOP'),
        unknownLicense('WARN'),
        maliciousPackage('STOP'),
        fixableHigh('STOP'),
        openTooLong({ cvss: '7.0', days: 30 })('STOP'),
        openTooLong({ cvss: '4.0', days: 90 })('STOP'),
      ],
    },
  ],
});
