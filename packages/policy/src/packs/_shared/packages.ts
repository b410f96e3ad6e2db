import { wordPatterns } from './patterns.ts';
import { check } from './rule.ts';

const remoteServices = [
  ...['openssh-server', 'dropbear', 'telnetd', 'telnet-server', 'inetutils-telnetd', 'rsh-server', 'rsh-redone-server'],
  ...['tftp-server', 'tftpd-hpa', 'vsftpd', 'proftpd', 'sendmail', 'xinetd', 'ypserv', 'nis', 'talk-server'],
  ...['xserver-xorg-core', 'tigervnc-server'],
];

const tools = [
  ...['gcc', 'g++', 'make', 'gdb', 'strace', 'tcpdump', 'nmap', 'netcat-openbsd', 'netcat-traditional', 'nmap-ncat'],
  ...['socat', 'sudo'],
];

/** Servers for remote logins, file transfer and mail. */
export const remoteService = check({
  id: 'remote-service-package',
  what: 'packages.denylist_names',
  params: { names: remoteServices.join(',') },
  recommendation: 'Remove the package: a container needs no login, transfer or mail server beside its own program.',
});

/** Compilers, debuggers, sniffers. */
export const developmentTool = check({
  id: 'development-tool',
  what: 'packages.denylist_names',
  params: { names: tools.join(',') },
  recommendation: 'Build in an earlier stage and copy the result: tools like this help whoever breaks in.',
});

/** The distribution gets no more fixes. */
export const endOfLifeDistro = check({
  id: 'end-of-life-distro',
  what: 'eol.distro',
  recommendation: 'Move to a release that is supported, or record who gives extended support and until when.',
});

/** A runtime or a library gets no more fixes. */
export const endOfLifePackage = check({
  id: 'end-of-life-package',
  what: 'eol.package',
  recommendation: 'Its makers no longer fix it. Upgrade to a supported line, or record who does and until when.',
});

/** Packages without a license. */
export const unknownLicense = check({
  id: 'unknown-license',
  what: 'licenses.unknown',
  recommendation: 'Find out the license and put it into the metadata of the package, or state why it is not known.',
});

/** A package has to be there. */
export function requiredPackage({ id, name, recommendation }: { id: string; name: string; recommendation: string }) {
  return check({ id, what: 'packages.required_package', params: { name }, recommendation });
}

/** A word in a configuration file; blank-separated words are compared, from their start. */
export function wordIn({
  id,
  path,
  like,
  recommendation,
}: {
  id: string;
  path: string;
  like: string;
  recommendation: string;
}) {
  return check({
    id,
    what: 'retrieved_files.content_regex',
    params: { path, regex: like, check: 'match' },
    recommendation,
  });
}

/** Files of the RPM world that may switch off the check of signatures. */
export const gpgCheckOff = [
  ['gpgcheck-off-dnf', '/etc/dnf/dnf.conf'],
  ['gpgcheck-off-yum', '/etc/yum.conf'],
  ['gpgcheck-off-redhat-repo', '/etc/yum.repos.d/redhat.repo'],
  ['gpgcheck-off-ubi-repo', '/etc/yum.repos.d/ubi.repo'],
].map(([id = '', path = '']) =>
  wordIn({
    id,
    path,
    like: wordPatterns.gpgCheckOff,
    recommendation: `Set gpgcheck=1 in ${path}: packages would be installed without a look at their signature.`,
  }),
);

/** Settings that draw packages from sources without TLS, or from a second index beside the main one. */
export const insecureSource = [
  ['insecure-source-pip', '/etc/pip.conf'],
  ['insecure-source-pip-root', '/root/.config/pip/pip.conf'],
  ['insecure-source-npm', '/root/.npmrc'],
].map(([id = '', path = '']) =>
  wordIn({
    id,
    path,
    like: wordPatterns.insecureSource,
    recommendation: `Name one index with https in ${path}: a second or unencrypted one lets others slip in packages.`,
  }),
);
