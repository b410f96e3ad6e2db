import { coverageRules, lifecycleDataOld } from '../_shared/coverage.ts';
import { changedPackageFile, unownedExecutable } from '../_shared/files.ts';
import { buildPack } from '../_shared/pack.ts';
import { endOfLifeDistro, endOfLifePackage, insecureSource, unknownLicense } from '../_shared/packages.ts';
import { sbomGraph } from '../_shared/sbom.ts';
import { unsigned } from '../_shared/supply.ts';
import * as weak from '../_shared/vulnerabilities.ts';
import { rows } from './controls.ts';

/** How open source is taken in. */
export const s2c2f = buildPack({
  name: 's2c2f',
  title: 'OpenSSF S2C2F',
  about: 'Evidence for practices of taking in open source: inventory, scanning, updates, sources.',
  framework: {
    id: 'S2C2F',
    title: 'Secure Supply Chain Consumption Framework',
    version: '1.1',
    source: 'https://github.com/ossf/s2c2f',
    lastVerified: '2026-11-21',
    notice: 'The framework speaks of how developers take in open source: much of it does not show in an image.',
  },
  rows,
  sections: [
    { id: 'data', name: 'Data to judge by', rules: [...coverageRules('STOP'), lifecycleDataOld('WARN')] },
    {
      id: 'packages',
      name: 'Packages and where they come from',
      rules: [
        ...insecureSource.map((rule) => rule('WARN')),
        weak.maliciousPackage('STOP'),
        weak.fixableHigh('STOP'),
        weak.fixTooOld({ severity: 'high', days: 30 })('WARN'),
        weak.malwareFound('STOP'),
        weak.malwareNotScanned('STOP'),
        weak.malwareSignaturesOld('WARN'),
        unknownLicense('WARN'),
        endOfLifeDistro('STOP'),
        endOfLifePackage('STOP'),
        changedPackageFile('WARN'),
        unownedExecutable('WARN'),
        sbomGraph('WARN'),
      ],
    },
    { id: 'image', name: 'Signature of the image', imagesOnly: true, rules: [unsigned('WARN')] },
  ],
});
