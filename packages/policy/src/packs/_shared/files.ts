import { usualPrivileged } from './baseline.ts';
import { pathPatterns } from './patterns.ts';
import { check } from './rule.ts';

function named(id: string, regex: string, recommendation: string) {
  return check({ id, what: 'files.name_match', params: { regex }, recommendation });
}

/** Every setuid or setgid file, also those of the distribution. */
export const setuidFile = check({
  id: 'setuid-file',
  // Not suid_or_guid_set: on folders the setgid bit only names the group of new files, and file capabilities raise rights as well.
  what: 'files.privileged_executable',
  recommendation: 'Take the bits away in the last build step (chmod a-s), and allowlist by path what has to keep them.',
});

/** Setuid, setgid or file capabilities that no usual distribution brings. */
export const privilegedExecutable = check({
  id: 'privileged-executable',
  what: 'files.privileged_executable',
  params: { allow: usualPrivileged },
  recommendation:
    'This file raises privileges and is not one that distributions bring. Remove it, or take its bits and capabilities away.',
});

/** The same, for what this image adds to its base. */
export const newPrivilegedExecutable = check({
  id: 'new-privileged-executable',
  what: 'files.privileged_executable',
  params: { only_new: 'true' },
  recommendation:
    'A layer above the base added a file that raises privileges. Find the build step that made it, and whether anyone asked for it.',
});

/** A server for remote logins. */
export const sshServer = named(
  'ssh-server',
  pathPatterns.sshServer,
  'Take the SSH server out: the orchestrator gives a shell with a log of who used it.',
);

/** A private key that every copy of the image shares. */
export const hostKey = named(
  'ssh-host-key',
  pathPatterns.hostKey,
  'Whoever has the image has this private key. Delete it in the step that makes it, and make another where it was used.',
);

/** Files that programs keep credentials in. */
export const credentialFile = named(
  'credential-file',
  pathPatterns.credentials,
  'Programs keep credentials in files of this name. Mount it at run time instead, and change what it held.',
);

/** Version control data, which tells of the source and its history. */
export const versionControlFolder = named(
  'version-control-folder',
  pathPatterns.versionControl,
  'List .git and the like in .dockerignore: the history can hold secrets and tells attackers about the source.',
);

/** Trust in remote hosts by name. */
export const hostTrustFile = named(
  'host-trust-file',
  pathPatterns.hostTrust,
  'Delete the file: it lets remote hosts in by their name alone.',
);

/** A certificate authority that somebody added. */
export const addedAuthority = named(
  'added-authority',
  pathPatterns.addedAuthority,
  'Whoever owns this certificate authority can read and change what programs fetch over TLS. See that it is one that you approved.',
);

/** Ways back in, and into every program. */
export const foothold = named(
  'foothold',
  pathPatterns.foothold,
  'The file opens an account, or runs with every program or start. Find out who put it there; images have no need of it.',
);

/** Installers and packages that were left behind. */
export const leftoverInstaller = named(
  'leftover-installer',
  pathPatterns.leftovers,
  'Delete installers in the step that uses them, or build in an earlier stage and copy only the result.',
);

/** Test data of the application. */
export const testData = named(
  'test-data',
  pathPatterns.testData,
  'Leave test data out of the image: add the folder to .dockerignore or copy only what the program needs.',
);

/** Files that anybody may change. */
export const worldWritable = check({
  id: 'world-writable',
  what: 'files.world_writable',
  recommendation:
    'Any account may change this. Take the right away (chmod o-w), or set the sticky bit on a shared folder.',
});

/** Files of packages that are not what the package manager installed. */
export const changedPackageFile = check({
  id: 'changed-package-file',
  what: 'packages.verify',
  params: { check: 'changed' },
  recommendation:
    'The file is not the one that its package brought. Install the package again, or explain who changed it and why.',
});

/** Programs that nobody accounts for. */
export const unownedExecutable = check({
  id: 'unowned-executable',
  what: 'files.unowned_executable',
  recommendation:
    'No package owns this program and the SBOM does not name it. Install it as a package, or record where it comes from.',
});

/** Programs without the usual protection of memory. */
export const weakBinary = check({
  id: 'weak-binary',
  what: 'files.binary_hardening',
  params: { require: 'pie,nx,relro' },
  recommendation:
    'Build it with -fPIE -pie -Wl,-z,relro,-z,noexecstack (or ask its vendor to): the usual protection of memory is off.',
});

/** A file whose mode grants more than it may; `mode` is octal. */
export function looseMode({ id, path, mode }: { id: string; path: string; mode: string }) {
  return check({
    id,
    what: 'files.attribute_match',
    params: { filename: path, mode, mode_op: 'more_permissive_than' },
    recommendation: `Set the mode of ${path} to ${mode} or less: more people than needed may read or change it.`,
  });
}
