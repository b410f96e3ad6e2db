import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { packExecutable } from './pack.mjs';

/** Stands in for the loader: says how it was called. */
const loader = `#!/bin/sh
[ -z "\${LD_PRELOAD+set}" ] || exit 139
[ "$5" != --version ] || [ -z "\${SLOW-}" ] || { : >"$SLOW"; sleep 9; }
[ "$5" != --version ] || exit \${BROKEN-0}
for word; do echo "<$word>"; done
echo "name=$GANTRY_PROGRAM_NAME preload=\${LD_PRELOAD-unset} options=\${BUN_OPTIONS-unset} umask=$(umask)"
exit 7
`;
const machine = spawnSync('uname', ['-m'], { encoding: 'utf8' }).stdout.trim();
const shells = [['sh'], ['bash', '--norc'], ['busybox', 'sh']].filter(
  ([first = '']) => spawnSync(first, ['-c', ':']).error === undefined,
);

let home: string;
let program: string;
let digest: string;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'gantry launcher '));
  program = join(home, 'gantry');
  digest = await pack(program, machine);
});
afterAll(() => rmSync(home, { recursive: true }));

async function pack(output: string, forMachine: string): Promise<string> {
  const payload = join(home, 'payload');
  mkdirSync(join(payload, 'cli'), { recursive: true });
  for (const [name, text] of [
    ['loader', loader],
    ['bun', 'x'.repeat(90_000)],
    ['cli/main.js', ''],
  ] as const)
    writeFileSync(join(payload, name), text, { mode: 0o755 });
  return packExecutable({ payload, output, target: { machine: forMachine, loader: 'loader' } });
}

describe.skipIf(process.platform !== 'linux').each(shells)('the launcher in %s %s', (...shell) => {
  let cache: string;
  let runtime: string;
  beforeEach(() => {
    cache = mkdtempSync(join(home, 'cache '));
    runtime = join(cache, 'gantry/runtime');
  });
  const start = (words: readonly string[] = [], env: Record<string, string> = {}, file = program) =>
    spawnSync(shell[0] ?? '', [...shell.slice(1), file, ...words], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '', XDG_CACHE_HOME: cache, ...env },
    });

  it('unpacks once and hands over: every word, the exit status, a clean environment', () => {
    const first = start(['image', 'add', '', 'a b', '*', '$HOME', '-x'], { LD_PRELOAD: '', BUN_OPTIONS: '--bad' });
    expect(first.stderr).toBe('');
    expect(first.status).toBe(7);
    const unpacked = join(runtime, digest);
    expect(first.stdout.split('\n')).toEqual(
      [
        ...['--inhibit-cache', '--library-path', unpacked, `${unpacked}/bun`, `--config=${unpacked}/bunfig.toml`],
        ...[`--tsconfig-override=${unpacked}/tsconfig.json`, '--no-env-file', '--no-install', `${unpacked}/gantry.mjs`],
        ...['image', 'add', '', 'a b', '*', '$HOME', '-x'],
      ]
        .map((word) => `<${word}>`)
        .concat(`name=gantry preload=unset options=unset umask=${umaskText()}`, ''),
    );
    const short = join(cache, 'bin');
    mkdirSync(short);
    symlinkSync('/bin/ls', join(short, 'ls'));
    for (const name of ['uname', 'id', 'sh']) symlinkSync(`/usr/bin/${name}`, join(short, name));
    const again = spawnSync('/bin/sh', [program], { encoding: 'utf8', env: { PATH: short, XDG_CACHE_HOME: cache } });
    expect(again).toMatchObject({ status: 7, stderr: '' });
    expect(readdirSync(runtime)).toEqual([digest]);
  });

  it('finds itself through links, PATH and odd folders', () => {
    const folder = join(cache, 'odd $dir*');
    mkdirSync(folder);
    symlinkSync(program, join(folder, 'anchorectl'));
    const env = { PATH: `${folder}:${process.env['PATH']}`, XDG_CACHE_HOME: cache };
    const found = spawnSync(shell[0] ?? '', [...shell.slice(1), '-c', 'anchorectl version'], { encoding: 'utf8', env });
    expect(found.stderr).toBe('');
    expect(found.stdout).toContain('name=anchorectl');
  });

  it.each([
    ['GANTRY_CACHE_DIR', { GANTRY_CACHE_DIR: 'own', XDG_CACHE_HOME: 'xdg', HOME: 'home' }, 'own/runtime'],
    ['XDG_CACHE_HOME', { XDG_CACHE_HOME: 'xdg', HOME: 'home' }, 'xdg/gantry/runtime'],
    ['HOME', { HOME: 'home' }, 'home/.cache/gantry/runtime'],
    ['TMPDIR', { TMPDIR: 'tmp' }, `tmp/gantry-${process.getuid?.()}/runtime`],
  ])('unpacks where %s says', (_, names, place) => {
    mkdirSync(join(cache, 'tmp'));
    const env = Object.fromEntries(Object.entries(names).map(([name, path]) => [name, join(cache, path)]));
    const at = spawnSync(shell[0] ?? '', [...shell.slice(1), program], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], ...env },
    });
    expect(at).toMatchObject({ status: 7, stderr: '' });
    expect(readdirSync(join(cache, place))).toEqual([digest]);
  });

  it('goes on to the next folder when one cannot be used, and names each when none can', () => {
    expect(start([], { XDG_CACHE_HOME: '/proc/nowhere', HOME: cache }).status).toBe(7);
    const none = start([], { GANTRY_CACHE_DIR: '/proc/nowhere' });
    expect(none.status).toBe(3);
    expect(none.stderr).toMatch(/EXECUTABLE_CACHE/);
    expect(none.stderr).toMatch(/\/proc\/nowhere: /);
    expect(none.stderr).toMatch(/Set GANTRY_CACHE_DIR/);
  });

  it.each([
    'runtime open to all',
    'runtime of somebody else',
    'runtime a link',
    'cache open to all',
    'path with a colon',
  ])('refuses: %s', (what) => {
    expect(start().status).toBe(7);
    let folder = join(cache, 'gantry');
    if (what === 'runtime open to all') chmodSync(runtime, 0o777);
    if (what === 'cache open to all') chmodSync(folder, 0o777);
    if (what === 'runtime of somebody else') {
      if (process.getuid?.() !== 0) return;
      chownSync(runtime, 12345, 12345);
    }
    if (what === 'runtime a link') {
      folder = join(cache, 'linked');
      mkdirSync(folder);
      symlinkSync(runtime, join(folder, 'runtime'));
    }
    if (what === 'path with a colon') folder = join(cache, 'a:b');
    expect(start([], { GANTRY_CACHE_DIR: folder })).toMatchObject({
      status: 3,
      stdout: '',
      stderr: expect.stringContaining('EXECUTABLE_CACHE'),
    });
  });

  it('unpacks again when files are gone', () => {
    expect(start().status).toBe(7);
    rmSync(join(runtime, digest, 'cli/main.js'));
    expect(start()).toMatchObject({ status: 7, stderr: '' });
    expect(existsSync(join(runtime, digest, 'cli/main.js'))).toBe(true);
    expect(readdirSync(runtime)).toEqual([digest]);
  });

  it('starts many times at once for the first time', async () => {
    const runs = Array.from(
      { length: 8 },
      () =>
        new Promise((resolve) => {
          const env = { PATH: process.env['PATH'], XDG_CACHE_HOME: cache };
          spawn(shell[0] ?? '', [...shell.slice(1), program], { stdio: 'ignore', env }).on('close', resolve);
        }),
    );
    expect(await Promise.all(runs)).toEqual(runs.map(() => 7));
    expect(readdirSync(runtime)).toEqual([digest]);
    expect(readdirSync(join(runtime, digest)).sort()).toEqual(['bun', 'cli', 'loader']);
  });

  it('leaves nothing behind when the room is used up', () => {
    const line = `ulimit -f 20; trap '' XFSZ; exec "$@"`;
    const full = spawnSync('bash', ['-c', line, 'bash', ...shell, program], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '', GANTRY_CACHE_DIR: cache },
    });
    expect(full.status).toBe(3);
    expect(full.stderr).toMatch(/room/);
    expect(readdirSync(join(cache, 'runtime'))).toEqual([]);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'leaves nothing behind when %s ends the first start',
    async (signal) => {
      const slow = join(cache, 'started');
      const env = { PATH: process.env['PATH'], GANTRY_CACHE_DIR: cache, SLOW: slow };
      const started = spawn(shell[0] ?? '', [...shell.slice(1), program], { stdio: 'ignore', env, detached: true });
      const ended = new Promise((done) => started.on('close', done));
      const left = () => readdirSync(join(cache, 'runtime'));
      await vi.waitFor(() => expect(existsSync(slow)).toBe(true));
      expect(left()).toHaveLength(1);
      // As a terminal or a runner does: the whole group.
      process.kill(-(started.pid ?? 0), signal);
      await ended;
      await vi.waitFor(() => expect(left()).toEqual([]));
    },
  );

  it.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, -9), 'EXECUTABLE_INCOMPLETE'],
    ['longer', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('x')]), 'EXECUTABLE_INCOMPLETE'],
    ['changed', (bytes: Buffer) => bytes.fill(0, bytes.length - 60, bytes.length - 30), 'EXECUTABLE_CACHE'],
  ])('tells of a download that is %s', (_, change, code) => {
    const broken = join(cache, 'broken');
    writeFileSync(broken, change(readFileSync(program)));
    const run = start([], { GANTRY_CACHE_DIR: cache }, broken);
    expect(run).toMatchObject({ status: 3, stderr: expect.stringContaining(code) });
    expect(existsSync(join(cache, 'runtime')) ? readdirSync(join(cache, 'runtime')) : []).toEqual([]);
  });

  it('tells of a folder where no program may be started', () => {
    expect(start([], { BROKEN: '126', GANTRY_CACHE_DIR: cache })).toMatchObject({
      status: 3,
      stderr: expect.stringContaining('noexec'),
    });
  });

  it('tells of another machine', async () => {
    const other = join(cache, 'other');
    await pack(other, 'sparc64');
    expect(start([], {}, other)).toMatchObject({ status: 3, stderr: expect.stringContaining('sparc64') });
  });
});

function umaskText(): string {
  return spawnSync('sh', ['-c', 'umask'], { encoding: 'utf8' }).stdout.trim();
}
