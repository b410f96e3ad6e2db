import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorTables } from './error-tables.ts';

/** The workspaces whose errors a server may answer or log with. */
const workspaces = ['attest', 'io', 'sbom', 'vulns', 'policy', 'server'];

/** Texts of the sources of a workspace, outside of tests. */
function sourcesOf(workspace: string): string[] {
  const root = join(import.meta.dirname, '../..', workspace, 'src');
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !/\.(?:test|integration)\.ts$/.test(path))
    .map((path) => readFileSync(join(root, path), 'utf8'));
}

/** The tables that the sources declare: the name of the constant and the prefix of its codes. */
function declarationsIn(sources: readonly string[]): { readonly table: string; readonly prefix: string }[] {
  return sources
    .flatMap((text) => [...text.matchAll(/^export const (\w+) = defineErrors\('(\w+)'/gm)])
    .map(([, table = '', prefix = '']) => ({ table, prefix }));
}

const declared = (workspace: string): string[] => declarationsIn(sourcesOf(workspace)).map(({ prefix }) => prefix);

const codes = errorTables.flatMap(({ rows }) => Object.keys(rows));

describe('error tables', () => {
  it.each(workspaces)('has every table of %s', (workspace) => {
    for (const prefix of declared(workspace))
      expect([prefix, codes.some((code) => code.startsWith(`${prefix}_`))]).toEqual([prefix, true]);
  });

  it('has as many tables as are declared', () => {
    expect(errorTables).toHaveLength(workspaces.flatMap(declared).length);
  });

  it('uses each code once', () => {
    const twice = codes.filter((code, index) => codes.indexOf(code) !== index);
    expect(twice).toEqual([]);
  });

  it('makes every code somewhere', () => {
    const sources = workspaces.flatMap(sourcesOf);
    const prefixes = new Map(declarationsIn(sources).map(({ table, prefix }) => [table, prefix]));
    const made = new Set(sources.flatMap(codesMadeIn));
    expect(codes.filter((code) => !made.has(code))).toEqual([]);

    function codesMadeIn(text: string): string[] {
      const makers = [...text.matchAll(/\b(\w+Errors)\.([A-Z][A-Z0-9_]*)/g)];
      const written = [...text.matchAll(/'([A-Z]+_[A-Z0-9_]+)'/g)];
      return [
        ...makers.map(([, table = '', name]) => `${prefixes.get(table)}_${name}`),
        ...written.map(([, code = '']) => code),
      ];
    }
  });
});
