import { coverageRules, lifecycleDataOld } from '../_shared/coverage.ts';
import * as dockerfile from '../_shared/dockerfile.ts';
import * as files from '../_shared/files.ts';
import { emptyPassword, runsAsRoot, testAccount, uidZero, usesSudo } from '../_shared/identity.ts';
import { buildPack, type Section } from '../_shared/pack.ts';
import * as packages from '../_shared/packages.ts';
import * as secrets from '../_shared/secrets.ts';
import * as supply from '../_shared/supply.ts';
import * as weak from '../_shared/vulnerabilities.ts';
import { rows } from './controls.ts';

const image: Section = {
  id: 'image',
  name: 'Build, base and signature of the image',
  imagesOnly: true,
  rules: [
    runsAsRoot('STOP'),
    uidZero('STOP'),
    usesSudo('WARN'),
    dockerfile.noHealthcheck('WARN'),
    dockerfile.remoteAdd('WARN'),
    dockerfile.localAdd('WARN'),
    dockerfile.loneIndexUpdate('WARN'),
    dockerfile.downloadIntoShell('WARN'),
    dockerfile.verificationOff('STOP'),
    dockerfile.riskyPort('STOP'),
    dockerfile.privilegedPort('WARN'),
    dockerfile.oldImage(90)('WARN'),
    secrets.secretInEnvironment('STOP'),
    secrets.secretInLayer('STOP'),
    supply.unsigned('STOP'),
    supply.packagesAdded('WARN'),
    supply.packagesRemoved('WARN'),
    supply.packagesModified('WARN'),
    supply.noStigResult('WARN'),
    supply.stigResultOld('WARN'),
  ],
};

const content: Section = {
  id: 'content',
  name: 'Files and packages',
  rules: [
    emptyPassword('STOP'),
    testAccount('WARN'),
    files.privilegedExecutable('STOP'),
    files.worldWritable('WARN'),
    files.sshServer('STOP'),
    files.hostKey('STOP'),
    files.credentialFile('STOP'),
    files.versionControlFolder('STOP'),
    files.changedPackageFile('WARN'),
    files.unownedExecutable('WARN'),
    secrets.secretInFile('STOP'),
    packages.remoteService('STOP'),
    packages.developmentTool('WARN'),
    packages.endOfLifeDistro('STOP'),
    packages.endOfLifePackage('STOP'),
    packages.unknownLicense('WARN'),
    ...packages.gpgCheckOff.map((rule) => rule('STOP')),
  ],
};

const weaknesses: Section = {
  id: 'weaknesses',
  name: 'Known weaknesses and malware',
  rules: [
    weak.openTooLong({ cvss: '7.0', days: 30 })('STOP'),
    weak.openTooLong({ cvss: '4.0', days: 90 })('STOP'),
    weak.openTooLong({ cvss: '0.1', days: 180 })('STOP'),
    weak.fixTooOld({ severity: 'low', days: 30 })('STOP'),
    weak.knownExploited('STOP'),
    weak.pastDue(
      'bod-26-04',
      'Its date by the table of BOD 26-04 has passed. Fix it now, or say in the annotation exposure that nobody outside reaches it.',
    )('STOP'),
    weak.maliciousPackage('STOP'),
    weak.malwareFound('STOP'),
    weak.malwareNotScanned('STOP'),
    weak.malwareSignaturesOld('WARN'),
  ],
};

/** What an image shows of controls of NIST's catalogue. */
export const nist80053 = buildPack({
  name: 'nist-800-53',
  title: 'NIST SP 800-53, revision 5',
  about: 'Evidence for parts of security and privacy controls that images, SBOMs and signatures can show.',
  framework: {
    id: 'NIST-800-53',
    title: 'NIST SP 800-53 rev. 5, Security and Privacy Controls',
    version: '5.2.0 (2025-08-27)',
    source: 'https://csrc.nist.gov/projects/cprt/catalog',
    lastVerified: '2026-11-21',
    notice:
      'An image satisfies no control by itself: a rule gives evidence for a part. Ids are those of revision 5 (CM-5(3) of revision 4 is CM-14). All numbers of days are choices of this pack.',
  },
  rows,
  sections: [
    { id: 'data', name: 'Data to judge by', rules: [...coverageRules('STOP'), lifecycleDataOld('WARN')] },
    weaknesses,
    image,
    content,
  ],
});
