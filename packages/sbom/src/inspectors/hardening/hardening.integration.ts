import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { BinaryHardening } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { requestInspection } from '../../inspecting/wish.ts';
import { inspectionOfImage } from '../../testing/oracle.ts';
import { canUnpack, withUnpacked } from '../../testing/unpacked-image.ts';

/** What readelf prints of each file. */
function readelf(root: string, paths: readonly string[]): Map<string, string> {
  const texts = new Map<string, string>();
  for (let at = 0; at < paths.length; at += 200) {
    const files = paths.slice(at, at + 200).map((path) => join(root, path));
    const options = { encoding: 'utf8', maxBuffer: 1 << 29, env: { ...process.env, LC_ALL: 'C' } } as const;
    const { stdout } = spawnSync('readelf', ['-hlSdW', '--dyn-syms', ...files, '/dev/null'], options);
    for (const part of stdout.split(/^File: /m).slice(1)) {
      const end = part.indexOf('\n');
      texts.set(part.slice(root.length, end), part.slice(end));
    }
  }
  return texts;
}

/** The same facts out of the text of readelf, as people read it. */
function factsOf(text: string): Partial<BinaryHardening> {
  const now = /\(BIND_NOW\)|\(FLAGS\) +BIND_NOW|\(FLAGS_1\) .*\bNOW\b/.test(text);
  const stack = /^ +GNU_STACK .* (R[W ][E ]) /m.exec(text)?.[1];
  const paths = [...text.matchAll(/\((?:RUNPATH|RPATH)\) .*\[(.*)\]/g)].flatMap(([, path = '']) => path.split(':'));
  return {
    pie: /Type: +DYN/.test(text),
    nx: stack !== undefined && !stack.includes('E'),
    relro: /^ +GNU_RELRO /m.test(text) ? (now ? 'full' : 'partial') : 'none',
    runPaths: paths.filter((path) => path !== ''),
    stripped: !/ SYMTAB /.test(text),
    fortified: /UND __\w+_chk(?:@|$)/m.test(text.replaceAll('__stack_chk_fail', '')),
  };
}

describe('inspectors/hardening in images', () => {
  it.each(['debian-min', 'debian-services'])(
    '%s: what readelf says',
    async (image) => {
      if (!canUnpack(image, ['readelf'])) return;
      const inspection = await inspectionOfImage(image, requestInspection({ parts: ['hardening'] }));
      const found = inspection?.hardening ?? [];
      expect(found.length).toBeGreaterThan(300);
      const texts = await withUnpacked(image, async (root) =>
        readelf(
          root,
          found.map(({ path }) => path),
        ),
      );
      const facts = found.map(({ path, pie, nx, relro, runPaths, stripped, fortified }) => ({
        path,
        ...{ pie, nx, relro, runPaths, stripped, fortified: fortified === true },
      }));
      expect(facts).toEqual(found.map(({ path }) => ({ path, ...factsOf(texts.get(path) ?? '') })));
    },
    300_000,
  );
});
