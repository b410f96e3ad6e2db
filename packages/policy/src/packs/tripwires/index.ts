import { coverageRules, scoreDataOld } from '../_shared/coverage.ts';
import { downloadIntoShell, verificationOff } from '../_shared/dockerfile.ts';
import * as files from '../_shared/files.ts';
import { emptyPassword, secondRoot } from '../_shared/identity.ts';
import { buildPack, type Section } from '../_shared/pack.ts';
import { insecureSource } from '../_shared/packages.ts';
import * as secrets from '../_shared/secrets.ts';
import * as supply from '../_shared/supply.ts';
import * as weak from '../_shared/vulnerabilities.ts';

const planted: Section = {
  id: 'planted',
  name: 'What somebody may have planted',
  rules: [
    weak.maliciousPackage('STOP'),
    weak.malwareFound('STOP'),
    weak.malwareNotScanned('WARN'),
    weak.malwareSignaturesOld('WARN'),
    files.changedPackageFile('STOP'),
    files.unownedExecutable('WARN'),
    files.privilegedExecutable('STOP'),
    files.sshServer('STOP'),
    files.hostTrustFile('STOP'),
    files.foothold('STOP'),
    files.addedAuthority('WARN'),
    secondRoot('STOP'),
    emptyPassword('STOP'),
    ...insecureSource.map((rule) => rule('WARN')),
  ],
};

const loot: Section = {
  id: 'loot',
  name: 'What somebody could take away',
  rules: [
    secrets.secretInFile('STOP'),
    files.credentialFile('STOP'),
    files.hostKey('STOP'),
    weak.knownExploited('STOP'),
    weak.likelyExploited('WARN'),
  ],
};

const drift: Section = {
  id: 'drift',
  name: 'What differs from what was meant',
  imagesOnly: true,
  rules: [
    supply.unsigned('WARN'),
    supply.packagesAdded('WARN'),
    supply.packagesRemoved('WARN'),
    supply.packageDowngraded('WARN'),
    files.newPrivilegedExecutable('STOP'),
    secrets.secretInLayer('STOP'),
    verificationOff('STOP'),
    downloadIntoShell('WARN'),
  ],
};

/** What an attacker who knows the trade would trip over. */
export const tripwires = buildPack({
  name: 'tripwires',
  title: 'Tripwires',
  about:
    'Looks for traces of an attack on the supply chain: malware, changed programs, new privileges, unexpected packages, missing signatures.',
  framework: null,
  rows: [],
  sections: [
    { id: 'data', name: 'Data to judge by', rules: [...coverageRules('WARN'), scoreDataOld('WARN')] },
    planted,
    loot,
    drift,
  ],
});
