import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { failureCode } from '@gantry/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AnalysisFacts, AnalysisTask } from './analyzer.ts';
import { type ProcessAnalyzerOptions, processAnalyzer } from './process-analyzer.ts';

/** Programs that stand in for the built one. */
const programs = {
  facts: `process.stdin.once('data', (line) => {
    const { task, workers } = JSON.parse(line);
    const seen = JSON.stringify([process.argv, process.execArgv, process.env]);
    const facts = { workers, cwd: process.cwd(), secret: seen.includes('pass-word'), passed: process.env.NO_PROXY, own: process.env.SECRET_OF_SERVER };
    process.stdout.write(JSON.stringify({ facts: { ...facts, repository: task.source.repository } }), () => process.exit(0));
  });`,
  error: `process.stdout.write(JSON.stringify({ error: { code: 'SBOM_PULL_MISSING', kind: 'missing', message: 'gone', advice: '', facts: {} } }), () => process.exit(0));`,
  bug: `process.stdout.write(JSON.stringify({ bug: 'Error: oops' }), () => process.exit(0));`,
  crash: `process.stderr.write('no good\\n'); process.exit(7);`,
  words: `process.stdout.write('what?'); process.exitCode = 0; process.stdin.destroy();`,
  hang: `setInterval(() => 0, 1000);`,
  fat: `const held = []; setInterval(() => held.push(Buffer.alloc(32 << 20, 1)), 5);`,
  heap: `const held = []; for (;;) held.push({ a: [held.length] });`,
  // Answers every order with its own number and the number of the order; the words of the account decide how.
  serving: `let count = 0;
  process.stdin.on('data', (line) => {
    const { task } = JSON.parse(line);
    count += 1;
    if (task.account === 'crash-second' && count === 2) process.exit(9);
    if (task.account === 'hang-second' && count === 2) return;
    if (task.account === 'fail') return process.stdout.write(JSON.stringify({ bug: 'oops' }) + '\\n');
    if (task.account === 'fat') globalThis.held = Buffer.alloc(350 << 20, 1);
    process.stdout.write(JSON.stringify({ facts: { pid: process.pid, count } }) + '\\n');
  });
  process.stdin.on('close', () => process.exit(0));`,
  orphan: `process.stdin.on('close', () => process.exit(0)); process.stdin.resume(); setInterval(() => 0, 1000);`,
};

describe('analyses/process-analyzer', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gantry-analyzer-'));
    for (const [name, text] of Object.entries(programs)) await writeFile(join(folder, `${name}.mjs`), text);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const analyze = (name: string, more: Partial<ProcessAnalyzerOptions> = {}, signal = new AbortController().signal) =>
    processAnalyzer({
      url: pathToFileURL(join(folder, `${name}.mjs`)),
      deadline: 20,
      memory: 512,
      workers: 3,
      environment: { NO_PROXY: 'all', SECRET_OF_SERVER: 'pass-word', PATH: process.env['PATH'] },
      ...more,
    }).analyze(task(), signal);

  const task = (account = 'acme'): AnalysisTask => ({
    account,
    digest: 'sha256:1',
    parentDigest: 'sha256:1',
    source: { kind: 'registry', repository: 'r/app', registry: { username: 'u', password: 'pass-word' } },
    folder,
    cacheFolder: folder,
    toolVersion: '1',
    inspection: { parts: [], retrieve: [] },
  });

  it('hands in the task, and nothing secret where others can see it', async () => {
    expect(await analyze('facts')).toEqual({
      workers: 3,
      cwd: dirname(folder),
      secret: false,
      passed: 'all',
      repository: 'r/app',
    });
  });

  it.each([
    ['error', {}, 'SBOM_PULL_MISSING'],
    ['bug', {}, 'ANALYSIS_CRASHED'],
    ['crash', {}, 'ANALYSIS_CRASHED'],
    ['words', {}, 'ANALYSIS_CRASHED'],
    ['hang', { deadline: 0.3 }, 'ANALYSIS_TIMEOUT'],
    ['fat', { memory: 300 }, 'ANALYSIS_MEMORY'],
    ['heap', { memory: 100 }, 'ANALYSIS_MEMORY'],
    ['not-there', {}, 'ANALYSIS_CRASHED'],
  ])('%s ends as an error', async (name, more, code) => {
    expect(await failureCode(() => analyze(name, more))).toBe(code);
  });

  it('says what a crashed process complained of', async () => {
    await expect(analyze('crash')).rejects.toMatchObject({ message: expect.stringContaining('status 7: no good') });
  });

  it('is stopped by its signal, before and after it began', async () => {
    const reason = new Error('cancelled');
    await expect(analyze('hang', {}, AbortSignal.abort(reason))).rejects.toBe(reason);
    const stop = new AbortController();
    const running = analyze('hang', {}, stop.signal);
    setTimeout(() => stop.abort(reason), 200);
    await expect(running).rejects.toBe(reason);
  });

  describe('a process that serves', () => {
    const serving = (more: Partial<ProcessAnalyzerOptions> = {}) => {
      const analyzer = processAnalyzer({
        url: pathToFileURL(join(folder, 'serving.mjs')),
        deadline: 20,
        memory: 1_024,
        workers: 1,
        environment: { PATH: process.env['PATH'] },
        ...more,
      });
      return async (account: string) => {
        const facts: AnalysisFacts = await analyzer.analyze(task(account), new AbortController().signal);
        return facts as unknown as { readonly pid: number; readonly count: number };
      };
    };

    it('reads the next image of its account, never one of another', async () => {
      const analyzed = serving();
      const first = await analyzed('acme');
      expect(await analyzed('acme')).toEqual({ pid: first.pid, count: 2 });
      const other = await analyzed('other');
      expect(other.pid).not.toBe(first.pid);
      expect(other.count).toBe(1);
    });

    it('reads one at a time', async () => {
      const analyzed = serving();
      const [first, second] = await Promise.all([analyzed('acme'), analyzed('acme')]);
      expect(first?.pid).not.toBe(second?.pid);
    });

    it.each([
      ['crashes with the second', 'crash-second'],
      ['holds much memory', 'fat'],
    ])('is replaced when it %s', async (_what, account) => {
      const analyzed = serving();
      const first = await analyzed(account);
      const second = await analyzed(account);
      expect(second.count).toBe(1);
      expect(second.pid).not.toBe(first.pid);
      expect(() => process.kill(first.pid, 0)).toThrow();
    });

    it('is ended by a failure', async () => {
      const analyzed = serving();
      expect(await failureCode(() => analyzed('fail'))).toBe('ANALYSIS_CRASHED');
      expect((await analyzed('acme')).count).toBe(1);
    });

    it('has a deadline for each image', async () => {
      const analyzed = serving({ deadline: 1.5 });
      const { pid } = await analyzed('hang-second');
      expect(await failureCode(() => analyzed('hang-second'))).toBe('ANALYSIS_TIMEOUT');
      expect(() => process.kill(pid, 0)).toThrow();
    });
  });
});
