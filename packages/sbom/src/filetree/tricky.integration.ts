import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { byCodeUnit } from '@gantry/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultLimits } from '../cataloging/limits.ts';
import type { Reader } from '../cataloging/reader.ts';
import { ReadingTable } from '../cataloging/readings.ts';
import { scanLayer } from '../cataloging/scan-layer.ts';
import { openTarget } from '../sources/open-target.ts';
import { SquashedTree } from './squashed-tree.ts';
import type { EntryType } from './types.ts';

const images = process.env['GANTRY_TEST_IMAGES'] ?? '/tmp/gantry-test-images';
const names = [
  'tricky',
  'apk-min',
  'distroless-min',
  'rpm-sqlite',
  'rpm-ndb',
  'rpm-bdb',
  'debian-min',
  'debian-services',
  'app-node',
  'app-python',
  'app-java',
  'app-go-rust',
  'big',
];

/** Sees every file and remembers its digest: for comparing contents, as no cataloger does. */
const hashing: Reader = {
  name: 'hashing',
  revision: 1,
  reads: [{ globs: ['**'], maxBytes: 2 ** 40 }],
  read: ({ content }) => {
    const hash = createHash('sha256');
    for (let at = 0; at < content.size; at += 1 << 22) hash.update(content.read(at, 1 << 22));
    return { facts: hash.digest('hex') };
  },
};

interface Squashed {
  readonly tree: SquashedTree;
  sha256(path: string): string | undefined;
}

async function squash(name: string, reader: Reader | null): Promise<Squashed> {
  const opened = await openTarget(`oci-dir:${join(images, name)}`, {});
  if (opened.kind !== 'image') throw new Error('no image');
  const scans = [];
  for (const layer of opened.layers) {
    const { digest, diffId } = layer.facts;
    const job = { kind: 'layer', blob: await layer.locate(), digest, diffId, limits: defaultLimits, skip: [] } as const;
    scans.push(await scanLayer(job, reader === null ? [] : [reader]));
  }
  await opened.close();
  const hashes = scans.map(
    (scan) =>
      new Map([...new ReadingTable(scan.readings).all()].map((reading) => [reading.row, String(reading.body().facts)])),
  );
  const tree = new SquashedTree(scans.map(({ index }, at) => ({ index, diffId: String(at) })));
  return {
    tree,
    sha256: (path) => {
      const node = tree.walk(path, false);
      return node === null ? undefined : hashes[node.contentLayer]?.get(node.contentRow);
    },
  };
}

/** Rows of a tab-separated oracle file, the header line left out. */
function rows(name: string, file: string): string[][] {
  const path = join(images, `${name}.oracle`, file);
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'));
}

/** Names as the oracle writes them: backslash, tab and newline escaped, bytes that are not UTF-8 as `\xHH`. */
function escaped(path: string): string {
  const text = path.replace(/\\/g, '\\\\').replace(/\t/g, '\\t').replace(/\n/g, '\\n').replace(/\r/g, '\\r');
  return text.replace(
    /[\udc80-\udcff]/gu,
    (char) => `\\x${(char.charCodeAt(0) - 0xdc00).toString(16).padStart(2, '0')}`,
  );
}

function unescaped(path: string): string {
  return path.replace(/\\(x[0-9a-f]{2}|.)/g, (_all, code: string) =>
    code.length === 3
      ? String.fromCharCode(0xdc00 + Number.parseInt(code.slice(1), 16))
      : ({ n: '\n', t: '\t', r: '\r' }[code] ?? code),
  );
}

const letters: Record<EntryType, string> = { file: 'f', directory: 'd', symlink: 'l', special: 's' };
const special = new Set(['b', 'c', 'p', 's']);

const missing = names.filter((name) => !existsSync(join(images, `${name}.oracle`)));
if (missing.length > 0) console.log(`filetree/tricky: skipped, no test images in ${images}: ${missing.join(', ')}`);
const present = names.filter((name) => !missing.includes(name));

describe.skipIf(!present.includes('tricky'))('filetree/tricky', () => {
  let squashed: Squashed;
  beforeAll(async () => {
    squashed = await squash('tricky', hashing);
  });

  it('shows what expect.tsv says, path by path', () => {
    const wrong = rows('tricky', 'expect.tsv').flatMap(([path = '', type = '', what = '', why = '']) => {
      const real = `/${unescaped(path)}`;
      const entry = squashed.tree.entry(real);
      const found =
        entry === null || entry.path !== real
          ? 'absent'
          : { file: 'file', directory: 'dir', symlink: 'link', special: 'special' }[entry.type];
      const wanted = ['char', 'block', 'fifo'].includes(type) ? 'special' : type;
      const detail = found === 'file' ? squashed.sha256(real) : found === 'link' ? escaped(entry?.target ?? '') : '';
      return found === wanted && (what === '' || detail === what)
        ? []
        : [`${path}: ${found} ${detail}, not ${type} ${what} (${why})`];
    });
    expect(wrong).toEqual([]);
  });
});

describe('filetree/files of real images', () => {
  it.each(present)('%s has the paths, types, modes, owners, sizes and targets of files.tsv', async (name) => {
    const { tree } = await squash(name, null);
    const found = [...tree.entries()].map((entry) => {
      const type = letters[entry.type];
      const size = entry.type === 'file' ? String(entry.size) : '';
      return [
        escaped(entry.path.slice(1)),
        type,
        entry.mode.toString(8).padStart(4, '0'),
        entry.uid,
        entry.gid,
        size,
        escaped(entry.target ?? ''),
      ].join('\t');
    });
    const wanted = rows(name, 'files.tsv').map(([path, type = '', mode, uid, gid, size, , , target]) =>
      [path, special.has(type) ? 's' : type, mode, uid, gid, size, target ?? ''].join('\t'),
    );
    const have = new Set(found);
    const want = new Set(wanted);
    expect(
      wanted
        .filter((line) => !have.has(line))
        .sort(byCodeUnit)
        .slice(0, 20),
    ).toEqual([]);
    expect(
      found
        .filter((line) => !want.has(line))
        .sort(byCodeUnit)
        .slice(0, 20),
    ).toEqual([]);
  });
});
