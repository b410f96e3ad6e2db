import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { describeClamd, malwareMarker } from '../testing/clamd-contract.ts';
import { Clamd } from './clamd.ts';

const there = isThere();
const folder = there ? mkdtempSync(join(tmpdir(), 'gantry-clamd-')) : '';
const address = { socketPath: join(folder, 'clamd.sock') };
if (!there) console.log('skipped: clamd is missing (Debian package clamav-daemon)');

describe.skipIf(!there)('clamd of this system, with a signature of our own', () => {
  let stop: () => void = () => undefined;

  beforeAll(async () => {
    const hex = Buffer.from(malwareMarker).toString('hex');
    writeFileSync(join(folder, 'own.ndb'), `Gantry.Test.Marker:0:*:${hex}\n`);
    const settings = [`LocalSocket ${address.socketPath}`, `DatabaseDirectory ${folder}`, 'Foreground yes'];
    writeFileSync(join(folder, 'clamd.conf'), `${[...settings, 'StreamMaxLength 1M', 'User root'].join('\n')}\n`);
    const clamd = spawn('clamd', ['-c', join(folder, 'clamd.conf')], { stdio: 'ignore' });
    stop = () => clamd.kill();
    for (let turn = 0; turn < 100 && !(await answers()); turn++)
      await new Promise((resolve) => setTimeout(resolve, 200));
  }, 30_000);

  afterAll(() => {
    stop();
    rmSync(folder, { recursive: true, force: true });
  });

  describeClamd('clamd', () => ({ address, signature: 'Gantry.Test.Marker.UNOFFICIAL', streamMaxLength: 2 ** 20 }));
});

function isThere(): boolean {
  try {
    execFileSync('clamd', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function answers(): Promise<boolean> {
  return new Clamd({ address }).identity().then(
    () => true,
    () => false,
  );
}
