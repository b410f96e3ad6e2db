import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './folders.ts';

/** A root folder with BusyBox, musl and nothing else: what the image `docker:latest` offers to a job, without docker. */
export interface BareRoot {
  readonly path: string;
  /** Where the job is checked out, seen from outside. */
  readonly work: string;
  /** Runs a script by BusyBox sh in it, with these variables alone, as GitLab does: it ends at the first line that fails. */
  run(script: string, variables: Readonly<Record<string, string>>): JobOutcome;
  remove(): void;
}

/** How a job ended. */
export interface JobOutcome {
  readonly status: number | null;
  /** Standard output and standard error in the order of writing. */
  readonly log: string;
  readonly seconds: number;
}

/** The files of Debian's packages busybox-static and musl. */
export const bareRootFiles = ['/usr/bin/busybox', '/lib/ld-musl-x86_64.so.1'];

/** What the root cannot be made without besides: mounting and chroot take root. */
export function mayChroot(): boolean {
  return process.getuid?.() === 0 && spawnSync('unshare', ['--mount', 'true']).status === 0;
}

/** Makes the root. */
export function makeBareRoot(): BareRoot {
  const folder = temporaryFolder('ci-root');
  const root = folder.path;
  for (const name of ['bin', 'usr/bin', 'lib', 'proc', 'dev', 'tmp', 'etc', 'root', 'builds/team/shop'])
    mkdirSync(join(root, name), { recursive: true });
  copyFileSync('/usr/bin/busybox', join(root, 'bin/busybox'));
  copyFileSync(realpathSync('/lib/ld-musl-x86_64.so.1'), join(root, 'lib/ld-musl-x86_64.so.1'));
  checked('chroot', [root, '/bin/busybox', '--install', '-s', '/bin']);
  checked('mknod', ['-m', '666', join(root, 'dev/null'), 'c', '1', '3']);
  writeFileSync(join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n');
  writeFileSync(join(root, 'etc/hosts'), '127.0.0.1 localhost\n');
  addDockerLogin(root);
  return {
    path: root,
    work: join(root, 'builds/team/shop'),
    run: (script, variables) => runJob(root, script, variables),
    remove: () => folder.remove(),
  };
}

/** There is no docker here; what `docker login` leaves behind is the entry in its file of settings. */
function addDockerLogin(root: string): void {
  const path = join(root, 'usr/bin/docker');
  writeFileSync(
    path,
    `#!/bin/sh
[ "$1 $3 $5" = 'login -u --password-stdin' ] || { echo "docker $*: not here" >&2; exit 1; }
mkdir -p "$HOME/.docker"
auth=$(printf '%s:%s' "$4" "$(cat)" | base64 -w 0)
printf '{"auths":{"%s":{"auth":"%s"}}}\\n' "$2" "$auth" >"$HOME/.docker/config.json"
echo 'Login Succeeded'
`,
  );
  chmodSync(path, 0o755);
}

/** /proc is mounted in a mount namespace of the job, so that nothing stays mounted however it ends. */
function runJob(root: string, script: string, variables: Readonly<Record<string, string>>): JobOutcome {
  writeFileSync(join(root, 'builds/job.sh'), `set -eo pipefail\ncd /builds/team/shop\n${script}\n`);
  const started = performance.now();
  const { status, stdout, error } = spawnSync(
    'unshare',
    ['--mount', 'sh', '-c', 'mount -t proc proc "$1/proc" && exec chroot "$1" /bin/sh /builds/job.sh 2>&1', 'sh', root],
    { encoding: 'utf8', env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root', ...variables }, timeout: 240_000 },
  );
  if (error) throw error;
  return { status, log: stdout, seconds: (performance.now() - started) / 1000 };
}

function checked(command: string, words: readonly string[]): void {
  const { status, stderr } = spawnSync(command, words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${words.join(' ')}: ${stderr}`);
}
