import { coverageRules, lifecycleDataOld } from '../_shared/coverage.ts';
import * as dockerfile from '../_shared/dockerfile.ts';
import * as files from '../_shared/files.ts';
import { emptyPassword, runsAsRoot, testAccount, uidZero } from '../_shared/identity.ts';
import { buildPack, type Section } from '../_shared/pack.ts';
import * as packages from '../_shared/packages.ts';
import { sbomComponentFields, sbomGraph } from '../_shared/sbom.ts';
import * as secrets from '../_shared/secrets.ts';
import * as weak from '../_shared/vulnerabilities.ts';
import { rows } from './controls.ts';

const image: Section = {
  id: 'image',
  name: 'Build and configuration of the image',
  imagesOnly: true,
  rules: [
    runsAsRoot('STOP'),
    uidZero('STOP'),
    dockerfile.noHealthcheck('WARN'),
    dockerfile.remoteAdd('WARN'),
    dockerfile.localAdd('WARN'),
    dockerfile.verificationOff('WARN'),
    dockerfile.downloadIntoShell('WARN'),
    dockerfile.riskyPort('STOP'),
    secrets.secretInEnvironment('STOP'),
    secrets.secretInLayer('STOP'),
  ],
};

const content: Section = {
  id: 'content',
  name: 'Files and packages',
  rules: [
    emptyPassword('STOP'),
    testAccount('WARN'),
    files.setuidFile('WARN'),
    files.privilegedExecutable('WARN'),
    files.worldWritable('STOP'),
    files.testData('WARN'),
    secrets.secretInFile('STOP'),
    packages.remoteService('STOP'),
    packages.developmentTool('WARN'),
    packages.endOfLifeDistro('STOP'),
    packages.endOfLifePackage('STOP'),
    sbomComponentFields('WARN'),
    sbomGraph('WARN'),
  ],
};

const weaknesses: Section = {
  id: 'weaknesses',
  name: 'Known weaknesses and malware',
  rules: [
    weak.fixTooOld({ severity: 'critical', days: 30 })('STOP'),
    weak.fixTooOld({ severity: 'high', days: 90 })('WARN'),
    weak.fixableHigh('STOP'),
    weak.criticalOpen('STOP'),
    weak.maliciousPackage('STOP'),
    weak.malwareFound('STOP'),
    weak.malwareNotScanned('STOP'),
    weak.malwareSignaturesOld('WARN'),
  ],
};

/** What an image shows of requirements of PCI DSS. */
export const pciDss4 = buildPack({
  name: 'pci-dss-4',
  title: 'PCI DSS 4.0.1',
  about: 'Evidence for requirements on configuration, malware, vulnerabilities and secrets that images can show.',
  framework: {
    id: 'PCI-DSS-4',
    title: 'Payment Card Industry Data Security Standard',
    version: '4.0.1',
    source: 'https://www.pcisecuritystandards.org/document_library/',
    lastVerified: '2026-11-21',
    notice:
      'Whether an image belongs to the cardholder environment cannot be seen from it. Version 4.0.1 holds the month of 6.3.3 for critical fixes only. Titles are ours; the text is that of the PCI Security Standards Council.',
  },
  rows,
  sections: [
    { id: 'data', name: 'Data to judge by', rules: [...coverageRules('STOP'), lifecycleDataOld('WARN')] },
    image,
    content,
    weaknesses,
  ],
});
