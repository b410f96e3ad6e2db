import { coverageRules, lifecycleDataOld } from '../_shared/coverage.ts';
import * as dockerfile from '../_shared/dockerfile.ts';
import * as files from '../_shared/files.ts';
import { runsAsRoot, uidZero } from '../_shared/identity.ts';
import { buildPack } from '../_shared/pack.ts';
import { endOfLifeDistro, endOfLifePackage, remoteService } from '../_shared/packages.ts';
import * as secrets from '../_shared/secrets.ts';
import { baseUnknown, unsigned } from '../_shared/supply.ts';
import * as weak from '../_shared/vulnerabilities.ts';
import { rows } from './controls.ts';

/** What section 4 of NIST's container guide asks of images. */
export const nist800190 = buildPack({
  name: 'nist-800-190',
  title: 'NIST SP 800-190, container security',
  about: 'Evidence for the countermeasures of section 4 of the guide that images, SBOMs and signatures can show.',
  framework: {
    id: 'NIST-800-190',
    title: 'NIST SP 800-190, Application Container Security Guide',
    version: 'September 2017',
    source: 'https://doi.org/10.6028/NIST.SP.800-190',
    lastVerified: '2026-11-21',
    notice: 'The guide gives no numbers: the bar of CVSS 7.0 and the ages in days are choices of this pack.',
  },
  rows,
  sections: [
    { id: 'data', name: 'Data to judge by', rules: [...coverageRules('STOP'), lifecycleDataOld('WARN')] },
    {
      id: 'configuration',
      name: 'Configuration of the image',
      imagesOnly: true,
      rules: [
        runsAsRoot('STOP'),
        uidZero('STOP'),
        dockerfile.noHealthcheck('WARN'),
        dockerfile.remoteAdd('WARN'),
        dockerfile.localAdd('WARN'),
        dockerfile.loneIndexUpdate('WARN'),
        dockerfile.verificationOff('WARN'),
        dockerfile.downloadIntoShell('WARN'),
        dockerfile.riskyPort('STOP'),
        dockerfile.sensitiveVolume('STOP'),
        dockerfile.floatingBase('WARN'),
        dockerfile.unpinnedBase('WARN'),
        dockerfile.oldImage(90)('WARN'),
        secrets.secretInEnvironment('STOP'),
        secrets.secretInLayer('STOP'),
        baseUnknown('WARN'),
        unsigned('STOP'),
      ],
    },
    {
      id: 'content',
      name: 'Files and packages',
      rules: [
        files.setuidFile('WARN'),
        files.worldWritable('WARN'),
        files.sshServer('STOP'),
        files.hostKey('STOP'),
        files.credentialFile('STOP'),
        files.unownedExecutable('WARN'),
        secrets.secretInFile('STOP'),
        remoteService('STOP'),
        endOfLifeDistro('STOP'),
        endOfLifePackage('STOP'),
        weak.fixableByScore('STOP'),
        weak.criticalOpen('STOP'),
        weak.unrated('WARN'),
        weak.maliciousPackage('STOP'),
        weak.malwareFound('STOP'),
        weak.malwareNotScanned('STOP'),
        weak.malwareSignaturesOld('WARN'),
      ],
    },
  ],
});
