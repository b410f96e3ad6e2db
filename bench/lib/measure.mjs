import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Runs a command and gives wall seconds, CPU seconds and peak memory (MiB) of the whole process, by GNU time (Debian's package `time`). Its
 * output goes to a file, so that no pipe slows it down.
 */
export async function measure(command, { env = {}, output = '/dev/null', okay = [0, 1] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'gantry-bench-'));
  const report = join(folder, 'time');
  const out = openSync(output, 'w');
  try {
    const child = spawn('/usr/bin/time', ['-f', '%e %U %S %M', '-o', report, ...command], {
      stdio: ['ignore', out, 'pipe'],
      env: { ...process.env, ...env },
    });
    let errors = '';
    child.stderr.on('data', (text) => {
      errors += text;
    });
    const code = await new Promise((done, fail) => child.on('close', done).on('error', fail));
    if (!okay.includes(code)) throw new Error(`${command.join(' ')} ended with ${code}: ${errors.slice(-400)}`);
    const [wall, user, system, kib] = readFileSync(report, 'utf8').trim().split('\n').pop().split(' ').map(Number);
    return { wall, cpu: user + system, mib: Math.round(kib / 1024) };
  } finally {
    closeSync(out);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The best of several runs by wall time; the largest memory of all of them. */
export async function best(runs, run) {
  const results = [];
  for (let turn = 0; turn < runs; turn++) results.push(await run());
  const [first] = [...results].sort((a, b) => a.wall - b.wall);
  return { ...first, mib: Math.max(...results.map((result) => result.mib)) };
}

/** Rows as a Markdown table. */
export function markdown(titles, rows) {
  return [titles, titles.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
