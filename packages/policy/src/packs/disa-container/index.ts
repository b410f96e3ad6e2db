import { coverageRules, lifecycleDataOld } from '../_shared/coverage.ts';
import * as dockerfile from '../_shared/dockerfile.ts';
import * as files from '../_shared/files.ts';
import { emptyPassword, runsAsRoot, sharedUserId, uidZero } from '../_shared/identity.ts';
import { buildPack, type Section } from '../_shared/pack.ts';
import * as packages from '../_shared/packages.ts';
import * as secrets from '../_shared/secrets.ts';
import * as supply from '../_shared/supply.ts';
import { fixableInDistro, fixTooOld } from '../_shared/vulnerabilities.ts';
import { rows } from './controls.ts';

const image: Section = {
  id: 'image',
  name: 'Build, base and signature of the image',
  imagesOnly: true,
  rules: [
    runsAsRoot('STOP'),
    uidZero('STOP'),
    dockerfile.remoteAdd('STOP'),
    dockerfile.localAdd('WARN'),
    dockerfile.networkInBuild('WARN'),
    dockerfile.downloadIntoShell('STOP'),
    dockerfile.privilegedPort('STOP'),
    dockerfile.riskyPort('STOP'),
    dockerfile.noHealthcheck('WARN'),
    dockerfile.loneIndexUpdate('WARN'),
    dockerfile.manyLayers('WARN'),
    dockerfile.verificationOff('STOP'),
    secrets.secretInEnvironment('STOP'),
    secrets.secretInArgument('WARN'),
    secrets.secretInLayer('STOP'),
    supply.baseUnknown('WARN'),
    supply.unsigned('STOP'),
    supply.noStigResult('WARN'),
    supply.stigResultOld('WARN'),
  ],
};

const content: Section = {
  id: 'content',
  name: 'Files and packages',
  rules: [
    files.sshServer('STOP'),
    files.hostKey('STOP'),
    files.privilegedExecutable('STOP'),
    files.credentialFile('STOP'),
    files.changedPackageFile('WARN'),
    files.addedAuthority('WARN'),
    secrets.secretInFile('STOP'),
    packages.remoteService('STOP'),
    packages.developmentTool('WARN'),
    fixTooOld({ severity: 'low', days: 30 })('STOP'),
  ],
};

const nullok = (id: string, path: string) =>
  packages.wordIn({
    id,
    path,
    like: 'nullok$',
    recommendation: `Take nullok out of ${path}: it lets accounts in that have no password.`,
  });

const operatingSystem: Section = {
  id: 'operating-system',
  name: 'The operating system in the image',
  rules: [
    packages.endOfLifeDistro('STOP'),
    fixableInDistro('STOP'),
    ...packages.gpgCheckOff.map((rule) => rule('STOP')),
    packages.requiredPackage({
      id: 'no-crypto-policies',
      name: 'crypto-policies',
      recommendation:
        'Install crypto-policies, so that all libraries follow one setting of what cryptography is allowed.',
    })('WARN'),
    files.looseMode({ id: 'loose-mode-group', path: '/etc/group', mode: '0644' })('WARN'),
    files.looseMode({ id: 'loose-mode-passwd', path: '/etc/passwd', mode: '0644' })('WARN'),
    files.looseMode({ id: 'loose-mode-shadow', path: '/etc/shadow', mode: '0000' })('WARN'),
    files.hostTrustFile('STOP'),
    sharedUserId('WARN'),
    emptyPassword('STOP'),
    nullok('nullok-system-auth', '/etc/pam.d/system-auth')('STOP'),
    nullok('nullok-password-auth', '/etc/pam.d/password-auth')('STOP'),
  ],
};

/** DISA's guide for container images, the platform SRG, and STIG items that an image can answer. */
export const disaContainer = buildPack({
  name: 'disa-container',
  title: 'DISA container guidance, platform SRG and STIG items',
  about:
    'Evidence from images for the guide on creating container images, the Container Platform SRG and STIG items on image content.',
  framework: {
    id: 'DISA-CONTAINER',
    title: 'Container Image Creation and Deployment Guide, Container Platform SRG, STIG items',
    version: 'Guide V2R0.6 (2020-11-02), SRG V2R4 (2025-10-28)',
    source: 'https://public.cyber.mil/stigs/',
    lastVerified: '2026-11-21',
    notice:
      'The guide does not replace a STIG, and cites controls by revision 4 (CM-5(3) is CM-14 now). Rules of RHEL speak of RHEL and its kin only. FIPS 140-2 certificates are historical since 21 September 2026.',
  },
  rows,
  sections: [
    { id: 'data', name: 'Data to judge by', rules: [...coverageRules('STOP'), lifecycleDataOld('WARN')] },
    image,
    content,
    operatingSystem,
  ],
});
