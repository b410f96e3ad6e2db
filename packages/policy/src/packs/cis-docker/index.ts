import { coverageRules } from '../_shared/coverage.ts';
import * as dockerfile from '../_shared/dockerfile.ts';
import * as files from '../_shared/files.ts';
import { runsAsRoot, uidZero } from '../_shared/identity.ts';
import { buildPack } from '../_shared/pack.ts';
import { developmentTool, remoteService } from '../_shared/packages.ts';
import * as secrets from '../_shared/secrets.ts';
import { baseUnknown, unsigned } from '../_shared/supply.ts';
import { criticalOpen, fixableHigh } from '../_shared/vulnerabilities.ts';
import { rows } from './controls.ts';

/** How an image is hardened, by the sections of the CIS Docker Benchmark. */
export const cisDocker = buildPack({
  name: 'cis-docker',
  title: 'Docker image hardening (maps to CIS Docker sections)',
  about: 'Checks of images and build files, by the section numbers of the CIS Docker Benchmark, in words of our own.',
  framework: {
    id: 'CIS-DOCKER',
    title: 'CIS Docker Benchmark',
    version: '1.8.0',
    source: 'https://www.cisecurity.org/benchmark/docker',
    lastVerified: '2026-11-21',
    notice:
      'Gantry is neither certified nor endorsed by the Center for Internet Security, and holds no text of its benchmark: only section numbers are its. Levels and the marks "automated" and "manual" are in the licensed document.',
  },
  rows,
  numbered: true,
  sections: [
    { id: 'data', name: 'Data to judge by', rules: coverageRules('STOP') },
    {
      id: 'build-files',
      name: 'Build files and configuration',
      imagesOnly: true,
      rules: [
        runsAsRoot('STOP'),
        uidZero('STOP'),
        dockerfile.noHealthcheck('WARN'),
        dockerfile.loneIndexUpdate('WARN'),
        dockerfile.localAdd('WARN'),
        dockerfile.remoteAdd('STOP'),
        dockerfile.verificationOff('STOP'),
        dockerfile.downloadIntoShell('STOP'),
        dockerfile.privilegedPort('WARN'),
        dockerfile.riskyPort('STOP'),
        dockerfile.sensitiveVolume('STOP'),
        secrets.secretInEnvironment('STOP'),
        secrets.secretInArgument('WARN'),
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
        files.privilegedExecutable('STOP'),
        files.sshServer('STOP'),
        files.hostKey('STOP'),
        files.credentialFile('STOP'),
        files.changedPackageFile('WARN'),
        files.unownedExecutable('WARN'),
        secrets.secretInFile('STOP'),
        remoteService('STOP'),
        developmentTool('WARN'),
        criticalOpen('STOP'),
        fixableHigh('STOP'),
      ],
    },
  ],
});
