import { coverageRules, lifecycleDataOld } from '../_shared/coverage.ts';
import * as dockerfile from '../_shared/dockerfile.ts';
import * as files from '../_shared/files.ts';
import { runsAsRoot, uidZero } from '../_shared/identity.ts';
import { buildPack, type Section } from '../_shared/pack.ts';
import * as packages from '../_shared/packages.ts';
import * as secrets from '../_shared/secrets.ts';
import * as supply from '../_shared/supply.ts';
import * as weak from '../_shared/vulnerabilities.ts';
import { rows } from './controls.ts';

const oci = 'org.opencontainers.image';
const own = 'mil.dso.ironbank';

const image: Section = {
  id: 'image',
  name: 'Build, labels and signature of the image',
  imagesOnly: true,
  rules: [
    supply.baseUnknown('WARN'),
    dockerfile.ironBankFrom('WARN'),
    dockerfile.networkInBuild('STOP'),
    dockerfile.remoteAdd('STOP'),
    ...['title', 'description', 'licenses', 'vendor', 'version'].map((name) =>
      dockerfile.missingLabel(`label-${name}`, `${oci}.${name}`)('STOP'),
    ),
    dockerfile.malformedLabel({
      id: 'label-image-type',
      name: `${own}.image.type`,
      form: '[Oo]pen[Ss]ource|OPENSOURCE|[Cc]ommercial|COMMERCIAL',
    })('WARN'),
    dockerfile.malformedLabel({ id: 'label-keywords', name: `${own}.image.keywords`, form: '[ -~]+' })('WARN'),
    dockerfile.malformedLabel({ id: 'label-product-name', name: `${own}.product.name`, form: '[ -~]+' })('WARN'),
    runsAsRoot('STOP'),
    uidZero('STOP'),
    dockerfile.noHealthcheck('WARN'),
    dockerfile.privilegedPort('WARN'),
    dockerfile.riskyPort('STOP'),
    dockerfile.oldImage(90)('WARN'),
    secrets.secretInLayer('STOP'),
    supply.noStigResult('WARN'),
    supply.stigResultOld('WARN'),
    supply.unsigned('STOP'),
  ],
};

const content: Section = {
  id: 'content',
  name: 'Files and packages',
  rules: [
    files.privilegedExecutable('STOP'),
    files.worldWritable('STOP'),
    files.credentialFile('STOP'),
    files.leftoverInstaller('WARN'),
    secrets.secretInFile('STOP'),
    packages.developmentTool('STOP'),
    packages.remoteService('STOP'),
    packages.endOfLifeDistro('STOP'),
    packages.endOfLifePackage('STOP'),
    weak.pastDue(
      'iron-bank',
      'Open for longer than its severity allows. Fix it, or hand in a justification and allowlist it until it is approved.',
    )('STOP'),
    weak.tooMany({ severity: 'critical', max: 1 })('STOP'),
    weak.tooMany({ severity: 'high', max: 4 })('STOP'),
    weak.maliciousPackage('STOP'),
    weak.malwareFound('STOP'),
    weak.malwareNotScanned('STOP'),
    weak.malwareSignaturesOld('WARN'),
  ],
};

/** Criteria that hardened images for Iron Bank are judged by. */
export const ironBank = buildPack({
  name: 'iron-bank',
  title: 'Criteria of DoD Iron Bank images',
  about: 'Prepares images for Iron Bank: hardening, manifest labels, ages and numbers of findings.',
  framework: {
    id: 'IRON-BANK',
    title: 'Iron Bank acceptance baseline criteria',
    version: '1.1',
    source: 'https://docs-ironbank.dso.mil/reference/abc/',
    lastVerified: '2026-11-21',
    notice:
      'Iron Bank approves no images any more: it publishes whether an image meets its baseline, a risk score and the share of verified findings. The IB numbers are of this pack; days and counts are of second hand and have to be confirmed with Platform One. A clean report is no approval by anybody.',
  },
  rows,
  sections: [
    { id: 'data', name: 'Data to judge by', rules: [...coverageRules('STOP'), lifecycleDataOld('WARN')] },
    image,
    content,
  ],
});
