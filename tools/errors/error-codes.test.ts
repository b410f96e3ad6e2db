import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cliErrors } from '../../packages/cli/src/errors.ts';
import { ioErrors } from '../../packages/io/src/errors/index.ts';
import { policyErrors } from '../../packages/policy/src/errors.ts';
import { sbomErrors } from '../../packages/sbom/src/errors.ts';
import { vulnsErrors } from '../../packages/vulns/src/errors.ts';

const tables = { cli: cliErrors, io: ioErrors, policy: policyErrors, sbom: sbomErrors, vulns: vulnsErrors };
const rows = Object.values(tables).flatMap((table) => Object.entries(table.rows));
const codes = new Set(rows.map(([code]) => code));
const sources = Object.keys(tables).concat('core').flatMap(sourcesOf);

/** Codes in a text, and codes that a maker such as `sbomErrors.PATH_MISSING` makes. */
function codesIn(text: string): string[] {
  const written = [...text.matchAll(/(?<![\w.])(?:CLI|IO|POLICY|SBOM|VULNS)_[A-Z0-9_*]+/g)].map(([code]) => code);
  const made = [...text.matchAll(/\b(cli|io|policy|sbom|vulns)Errors\.([A-Z][A-Z0-9_]*)/g)];
  return [...written, ...made.map(([, table, name]) => `${table?.toUpperCase()}_${name}`)];
}

/** The sources of a workspace without tests, helpers of tests and the tables themselves. */
function sourcesOf(workspace: string): { path: string; text: string }[] {
  const root = join(import.meta.dirname, '../../packages', workspace, 'src');
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /(?<!\.test|\.integration)\.ts$/.test(path) && !/(^|\/)testing\//.test(path))
    .filter((path) => path !== 'errors.ts' && path !== 'errors/index.ts')
    .map((path) => ({ path: `${workspace}/src/${path}`, text: readFileSync(join(root, path), 'utf8') }));
}

describe('tools/errors', () => {
  it('every code that the sources name has a row', () => {
    const unknown = sources.flatMap(({ path, text }) =>
      codesIn(text)
        .filter((code) => !codes.has(code))
        .map((code) => `${path}: ${code}`),
    );
    expect(unknown).toEqual([]);
  });

  it('every row is used by code, not only by a comment', () => {
    const used = new Set(sources.flatMap(({ text }) => codesIn(text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ''))));
    expect([...codes].filter((code) => !used.has(code))).toEqual([]);
  });

  it.each(rows)(
    '%s: a clause in lower case without a full stop, and advice in sentences',
    (_code, { says, advice }) => {
      expect(says).toMatch(/^(?:[a-z{]|[A-Z_]{2})[\s\S]*[^.]$/);
      expect(advice).toMatch(/^[A-Z{][\s\S]*\.$/);
      expect(`${says} ${advice}`.replace(/\{[a-zA-Z]+\}/g, '')).not.toMatch(/[{}]/);
    },
  );
});
