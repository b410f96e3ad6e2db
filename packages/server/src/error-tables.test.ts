import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorTables } from './error-tables.ts';

/** Prefixes of the tables that the source declares, outside of tests. */
function declared(workspace: string): string[] {
  const root = join(import.meta.dirname, '../..', workspace, 'src');
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !/\.(?:test|integration)\.ts$/.test(path))
    .flatMap((path) => [
      ...readFileSync(join(root, path), 'utf8').matchAll(/^export const \w+ = defineErrors\('(\w+)'/gm),
    ])
    .map(([, prefix = '']) => prefix);
}

const codes = errorTables.flatMap(({ rows }) => Object.keys(rows));

describe('error tables', () => {
  it.each(['io', 'sbom', 'vulns', 'policy', 'server'])('has every table of %s', (workspace) => {
    for (const prefix of declared(workspace))
      expect([prefix, codes.some((code) => code.startsWith(`${prefix}_`))]).toEqual([prefix, true]);
  });

  it('has as many tables as are declared', () => {
    expect(errorTables).toHaveLength(['io', 'sbom', 'vulns', 'policy', 'server'].flatMap(declared).length);
  });

  it('uses each code once', () => {
    const twice = codes.filter((code, index) => codes.indexOf(code) !== index);
    expect(twice).toEqual([]);
  });
});
