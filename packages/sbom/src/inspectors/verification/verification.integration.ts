import { spawnSync } from 'node:child_process';
import type { VerifiedFile } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { requestInspection } from '../../inspecting/wish.ts';
import { inspectionOfImage } from '../../testing/oracle.ts';
import { canUnpack, withUnpacked } from '../../testing/unpacked-image.ts';

async function verifiedFiles(image: string): Promise<readonly VerifiedFile[]> {
  const inspection = await inspectionOfImage(image, requestInspection({ parts: ['verification'] }));
  expect(inspection?.verification?.compared).toBeGreaterThan(10);
  return inspection?.verification?.files ?? [];
}

/** Paths by what a verifying program says of them: `missing` or nine letters; configuration files are marked `c`. */
function verdicts(program: string, args: readonly string[]): string[] {
  const { stdout } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  const lines = stdout.split('\n').map((line) => /^(missing|[.?A-Z0-9]{9}) +(?:([cdglr]) )?(\/.*)$/.exec(line));
  return lines.flatMap((line) =>
    line === null || line[2] === 'c' ? [] : [`${line[1] === 'missing' ? 'missing' : 'changed'} ${line[3]}`],
  );
}

describe('inspectors/verification in images', () => {
  it.each(['debian-min', 'debian-services'])(
    '%s: what dpkg --verify says',
    async (image) => {
      if (!canUnpack(image, ['dpkg'])) return;
      const found = await verifiedFiles(image);
      const expected = await withUnpacked(image, async (root) => verdicts('dpkg', ['--root', root, '--verify']));
      expect(found.map(({ status, path }) => `${status} ${path}`).sort()).toEqual(expected.sort());
    },
    300_000,
  );

  it.each(['rpm-sqlite'])(
    '%s: what rpm -Va says',
    async (image) => {
      if (!canUnpack(image, ['rpm'])) return;
      const found = await verifiedFiles(image);
      const args = (root: string) => ['--root', root, '--dbpath', '/var/lib/rpm', '-Va', '--nodeps'];
      const expected = await withUnpacked(image, async (root) => verdicts('rpm', args(root)));
      expect(found.map(({ status, path }) => `${status} ${path}`).sort()).toEqual(expected.sort());
    },
    300_000,
  );
});
