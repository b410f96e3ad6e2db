import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isCodedError } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { openOciDir } from './open.ts';

const images = process.env['GANTRY_TEST_IMAGES'] ?? '/tmp/gantry-test-images';
const oracle = join(images, 'hostile.oracle', 'expect.tsv');
const present = existsSync(oracle);
if (!present) console.log(`skipped: ${oracle} is not there (make-images hostile builds it)`);

/** Cases that are refused before a layer is read; the others end with the reader of the layers. */
const refusedHere: Readonly<Record<string, string>> = {
  'blob-is-link': 'SBOM_BLOB_UNREADABLE',
  'diff-id-count': 'SBOM_DIFF_IDS_MISMATCH',
  'digest-absolute': 'SBOM_MANIFEST_INVALID',
  'digest-capitals': 'SBOM_MANIFEST_INVALID',
  'digest-empty': 'SBOM_MANIFEST_INVALID',
  'digest-md5': 'SBOM_MANIFEST_INVALID',
  'digest-null': 'SBOM_MANIFEST_INVALID',
  'digest-plain-path': 'SBOM_MANIFEST_INVALID',
  'digest-slash': 'SBOM_MANIFEST_INVALID',
  'digest-traversal': 'SBOM_MANIFEST_INVALID',
  'index-empty': 'SBOM_INDEX_EMPTY',
  'index-not-json': 'SBOM_JSON_INVALID',
  'index-null': 'SBOM_INDEX_INVALID',
  'index-types': 'SBOM_INDEX_INVALID',
  'layout-version': 'SBOM_LAYOUT_INVALID',
  'manifest-array': 'SBOM_MANIFEST_INVALID',
  'manifest-empty': 'SBOM_JSON_INVALID',
  'manifest-no-layers': 'SBOM_MANIFEST_INVALID',
  'manifest-not-json': 'SBOM_JSON_INVALID',
  'manifest-null': 'SBOM_MANIFEST_INVALID',
  'manifest-number': 'SBOM_MANIFEST_INVALID',
  'manifest-schema-1': 'SBOM_MANIFEST_SCHEMA_1',
  'manifest-types': 'SBOM_MANIFEST_INVALID',
  'missing-blob': 'SBOM_BLOB_MISSING',
  'size-huge': 'SBOM_MANIFEST_INVALID',
  'size-negative': 'SBOM_MANIFEST_INVALID',
  'size-too-small': 'SBOM_BLOB_MISMATCH',
  'wrong-config-digest': 'SBOM_BLOB_MISMATCH',
};

/** Cases that may be refused or read, as we decide. */
const decided: Readonly<Record<string, string>> = {
  'config-deep-200mb': 'SBOM_DOCUMENT_TOO_LARGE',
  'config-keys': 'opened',
  'config-types': 'opened',
  'index-nested': 'SBOM_INDEX_TOO_DEEP',
  'layers-10000': 'SBOM_LAYERS_TOO_MANY',
};

function rows(): { name: string; verdict: string }[] {
  if (!present) return [];
  const lines = readFileSync(oracle, 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => line.split('\t')).map(([name = '', verdict = '']) => ({ name, verdict }));
}

async function outcome(name: string): Promise<string> {
  try {
    const opened = await openOciDir(join(images, 'hostile', name), {});
    for (const layer of opened.layers) await layer.locate();
    await opened.close();
    return 'opened';
  } catch (error) {
    return isCodedError(error) ? error.code : `uncoded: ${String(error)}`;
  }
}

describe.skipIf(!present)('sources/oci-dir: hostile images', () => {
  it.each(rows())('$name ($verdict)', { timeout: 30_000 }, async ({ name }) => {
    expect(await outcome(name)).toBe(refusedHere[name] ?? decided[name] ?? 'opened');
    expect(existsSync('/tmp/HOSTILE_ABSOLUTE')).toBe(false);
  });
});
