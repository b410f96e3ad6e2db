import type { Lifecycle, PolicyFacts } from '@gantry/core';
import { describeChecks } from '../../testing/describe-checks.ts';
import { aBill, aPackage, aReport, inspected, retrieved, someFacts } from '../../testing/index.ts';

const lodash = aPackage('npm', 'lodash');
const fine = someFacts();
const shell = aPackage('deb', 'bash');
const kept = (path: string, text: string) => inspected({ retrievedFiles: retrieved({ [path]: text }) });
const cycle = (packageId: string | null, endOfLife: string): PolicyFacts => {
  const one: Lifecycle = {
    ...{ packageId, product: 'p', label: 'P', cycle: '1', endOfActiveSupport: null, endOfLife },
    ...{ endOfExtendedSupport: null, latest: null, lts: false, how: 'distro' },
  };
  return someFacts({ bill: aBill([lodash]), report: aReport([], { lifecycles: [one] }) });
};
const licensed = (text: string | null) =>
  someFacts({
    bill: aBill([
      aPackage('npm', 'a', {
        licenses: text === null ? [] : ([{ value: text, expression: text, type: 'declared' }] as never),
      }),
    ]),
  });

describeChecks('packages', {
  'remote-service-package': [
    someFacts({ bill: aBill([aPackage('deb', 'telnetd')]) }),
    someFacts({ bill: aBill([aPackage('deb', 'telnet')]) }),
  ],
  'development-tool': [someFacts({ bill: aBill([aPackage('deb', 'gdb')]) }), someFacts({ bill: aBill([shell]) })],
  'no-crypto-policies': [fine, someFacts({ bill: aBill([aPackage('rpm', 'crypto-policies')]) })],
  'end-of-life-distro': [cycle(null, '2026-11-01'), cycle(null, '2027-11-01')],
  'end-of-life-package': [cycle(lodash.id, '2026-11-01'), cycle(lodash.id, '2027-11-01')],
  'unknown-license': [licensed(null), licensed('MIT')],
  'gpgcheck-off-dnf': [
    kept('/etc/dnf/dnf.conf', '[main]\ngpgcheck=0'),
    kept('/etc/dnf/dnf.conf', '[main]\ngpgcheck=1'),
  ],
  'gpgcheck-off-yum': [kept('/etc/yum.conf', 'gpgcheck=no'), kept('/etc/yum.conf', 'gpgcheck=1')],
  'gpgcheck-off-redhat-repo': [
    kept('/etc/yum.repos.d/redhat.repo', 'repo_gpgcheck=0'),
    kept('/etc/yum.repos.d/redhat.repo', 'x=0'),
  ],
  'gpgcheck-off-ubi-repo': [
    kept('/etc/yum.repos.d/ubi.repo', 'gpgcheck=0'),
    kept('/etc/yum.repos.d/ubi.repo', 'gpgcheck=1'),
  ],
  'nullok-system-auth': [kept('/etc/pam.d/system-auth', 'auth x nullok'), kept('/etc/pam.d/system-auth', 'auth x')],
  'nullok-password-auth': [
    kept('/etc/pam.d/password-auth', 'auth x nullok'),
    kept('/etc/pam.d/password-auth', 'auth nullok_secure2'),
  ],
  'insecure-source-pip': [
    kept('/etc/pip.conf', 'index-url = http://x'),
    kept('/etc/pip.conf', 'index-url = https://x'),
  ],
  'insecure-source-pip-root': [
    kept('/root/.config/pip/pip.conf', 'extra-index-url = https://x'),
    kept('/root/.config/pip/pip.conf', 'index-url = https://x'),
  ],
  'insecure-source-npm': [kept('/root/.npmrc', 'registry=http://x'), kept('/root/.npmrc', 'registry=https://x')],
});
