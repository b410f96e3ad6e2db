const names = [
  ...['chage', 'chfn', 'chsh', 'crontab', 'expiry', 'fusermount', 'fusermount3', 'gpasswd', 'mount', 'newgidmap'],
  ...[
    'newgrp',
    'newuidmap',
    'passwd',
    'ping',
    'ssh-agent',
    'su',
    'umount',
    'wall',
    'write',
    'write.ul',
    'sg',
    'bsd-write',
  ],
];
const administration = ['pam_extrausers_chkpwd', 'pam_timestamp_check', 'unix_chkpwd', 'unix_update', 'userhelper'];
const elsewhere = [
  '/usr/lib/dbus-1.0/dbus-daemon-launch-helper',
  '/usr/lib/openssh/ssh-keysign',
  '/usr/lib/polkit-1/polkit-agent-helper-1',
  '/usr/libexec/dbus-1/dbus-daemon-launch-helper',
  '/usr/libexec/openssh/ssh-keysign',
  '/usr/libexec/utempter/utempter',
];

function within(folders: readonly string[], programs: readonly string[]): string[] {
  return folders.flatMap((folder) => programs.map((name) => `${folder}/${name}`));
}

/** Privileged programs that the packages of common distributions bring: a list for `files.privileged_executable`. */
export const usualPrivileged = [
  ...within(['/bin', '/usr/bin'], names),
  ...within(['/sbin', '/usr/sbin'], administration),
  ...elsewhere,
].join(',');
