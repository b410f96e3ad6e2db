import { join } from 'node:path';
import { failureCode } from '@gantry/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeFolder } from '../../testing/image-builder.ts';
import { openSbom } from './open.ts';

let folder: { path: string; remove(): Promise<void> };
beforeAll(async () => {
  folder = await writeFolder({
    'good.json': '\ufeff{"bomFormat":"CycloneDX","__proto__":{"polluted":true}}',
    'broken.json': '{"a":',
    'latin.json': Buffer.from([0x22, 0xe9, 0x22]),
    'deep.json': `${'['.repeat(5000)}${']'.repeat(5000)}`,
    'nested.json': `${'{"components":['.repeat(200)}${']}'.repeat(200)}`,
  });
});
afterAll(() => folder.remove());

async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

describe('sources/sbom/open', () => {
  it('parses a document, a byte order mark before it or not', async () => {
    const { document } = await openSbom(join(folder.path, 'good.json'), {});
    expect(document).toHaveProperty('bomFormat', 'CycloneDX');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('takes nesting that real documents have', async () => {
    expect((await openSbom(join(folder.path, 'nested.json'), {})).kind).toBe('document');
  });

  it('joins the pieces of standard input', async () => {
    expect((await openSbom('-', { stdin: pieces('{"a"', ':1}') })).document).toEqual({ a: 1 });
  });

  it.each([
    ['broken.json', 'SBOM_JSON_INVALID'],
    ['latin.json', 'SBOM_JSON_INVALID'],
    ['deep.json', 'SBOM_JSON_TOO_DEEP'],
    ['absent.json', 'SBOM_PATH_MISSING'],
  ])('refuses %s', async (name, code) => {
    expect(await failureCode(() => openSbom(join(folder.path, name), {}))).toBe(code);
  });
});
