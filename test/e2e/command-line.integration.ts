import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { builtProgram } from './support/bundle.ts';
import { temporaryFolder } from './support/folders.ts';
import { answer, errorCode, gantry } from './support/gantry.ts';

const place = temporaryFolder('cli');
afterAll(() => place.remove());

/** Shells complain of the locale that the tests run under, which few machines have. */
const plain = { PATH: process.env['PATH'], HOME: place.path };

const env = { GANTRY_CACHE_DIR: join(place.path, 'empty') };

describe('e2e: command line', () => {
  it('a wrong flag ends with 2 and names the flag', async () => {
    const { status, stdout, stderr } = await gantry(['check', 'dir:.', '--polcy', 'x'], { env });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain("unknown option '--polcy'");
  });

  it('without an advisory database a check ends with 3 and says how to get one', async () => {
    const { status, stdout, stderr } = await gantry(['check', `dir:${place.path}`], { env });
    expect([status, stdout, errorCode(stderr)]).toEqual([3, '', 'VULNS_DB_MISSING']);
    expect(stderr).toContain('gantry db update');
  });

  it.each(['bash', 'zsh', 'fish'])('the completion script for %s is one', async (shell) => {
    const script = await answer(['completion', shell]);
    const checker = shell === 'zsh' ? 'bash' : shell;
    if (spawnSync(checker, ['--version']).status !== 0) return console.log(`skipped: ${checker} is not installed`);
    const path = join(place.path, shell);
    writeFileSync(path, script);
    expect(spawnSync(checker, ['-n', path], { env: plain }).stderr.toString()).toBe('');
  });

  it('bash completes commands, words of groups, flags and their choices', async () => {
    const path = join(place.path, 'completion.bash');
    writeFileSync(path, await answer(['completion', 'bash']));
    const complete = (...words: string[]) => {
      const list = words.map((word) => `'${word}'`).join(' ');
      const script = `. '${path}'; COMP_WORDS=(gantry ${list}); COMP_CWORD=${words.length}; _gantry; echo "\${COMPREPLY[@]}"`;
      return execFileSync('bash', ['-c', script], { env: plain }).toString().trim().split(' ');
    };
    expect(complete('ch')).toEqual(['check']);
    expect(complete('db', 'up')).toEqual(['update']);
    expect(complete('check', 'x', '--pol')).toEqual(['--policy']);
    expect(complete('check', 'x', '-o', 's')).toEqual(['sarif']);
    expect(complete('db', 'search', '--e')).toEqual(['--ecosystem']);
  });

  it('a reader that leaves early changes neither verdict nor exit status', async () => {
    const bill = join(place.path, 'many.cdx.json');
    const components = Array.from({ length: 20_000 }, (_, at) => ({ type: 'library', name: `n${at}`, version: '1' }));
    writeFileSync(bill, JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components }));
    const script = `set -o pipefail; '${process.execPath}' '${builtProgram()}' sbom 'sbom:${bill}' | head -c 10 >/dev/null`;
    const { status, stderr } = spawnSync('bash', ['-c', script], { env: { ...plain, ...env } });
    expect([status, stderr.toString()]).toEqual([0, '']);
  });

  it('reads a document from standard input', async () => {
    const components = [{ type: 'library', name: 'left-pad', version: '1.3.0', purl: 'pkg:npm/left-pad@1.3.0' }];
    const input = JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components });
    expect(JSON.parse(await answer(['sbom', 'sbom:-', '-o', 'json'], { env, input }))).toMatchObject({
      artifacts: [{ name: 'left-pad', version: '1.3.0', type: 'npm' }],
    });
  });

  it('Ctrl-C ends a run that waits, with 130 and without a complaint', { timeout: 10_000 }, async () => {
    const child = spawn(process.execPath, [builtProgram(), 'sbom', 'sbom:-'], { env: { ...plain, ...env } });
    let stderr = '';
    child.stderr.on('data', (text) => (stderr += String(text)));
    await new Promise((resolve) => setTimeout(resolve, 700));
    child.kill('SIGINT');
    const status = await new Promise((resolve) => child.once('close', resolve));
    expect([status, stderr]).toEqual([130, 'interrupted\n']);
  });

  it('starts within 60 ms of bare Node', { retry: 3 }, () => {
    const time = (words: string[]) => {
      const took = Array.from({ length: 9 }, () => {
        const start = performance.now();
        execFileSync(process.execPath, words);
        return performance.now() - start;
      });
      return Math.min(...took);
    };
    const bare = time(['-e', '0']);
    const ours = time([builtProgram(), 'version']);
    console.log(`start-up: ${ours.toFixed(0)} ms, bare Node ${bare.toFixed(0)} ms`);
    expect(ours - bare).toBeLessThan(60);
  });
});
