import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FactPart } from '@gantry/core';
import { isCodedError } from '@gantry/core/errors';
import { afterAll, describe, expect, it } from 'vitest';
import { fakeTerminal } from '../testing/fake-terminal.ts';
import { wantedFor } from './wanted.ts';

const place = mkdtempSync(join(tmpdir(), 'gantry-wanted-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const path = join(place, name);
  writeFileSync(path, text);
  return path;
}

const needed = (...parts: FactPart[]) => ({ parts: new Set(parts), retrieve: ['/etc/passwd'] });
const wanted = (parts: ReturnType<typeof needed>, options = {}) => wantedFor(parts, options, fakeTerminal());

describe('what a policy needs', () => {
  it.each<[FactPart[], object, string[] | null, boolean]>([
    [[], {}, null, false],
    [['ancestry', 'annotations'], {}, null, false],
    [['attachments'], {}, null, true],
    [['files', 'secretSearch', 'attachments'], {}, ['files', 'secretSearch'], true],
    [['files'], { inspect: 'none' }, null, false],
    [[], { inspect: 'secret-search, hardening' }, ['hardening', 'secretSearch'], false],
  ])('%j with %j: %j, attachments %s', async (parts, options, inspected, attachments) => {
    const found = await wanted(needed(...parts), options);
    expect(found.inspect === null ? null : [...found.inspect.parts].sort()).toEqual(inspected);
    expect(found.attachments).toBe(attachments);
  });

  it('keeps the files that rules name, and knows where clamd listens', async () => {
    const { inspect, malware } = await wanted(needed('retrievedFiles', 'malware'), { clamd: 'scanner:3311' });
    expect(inspect?.retrieve).toEqual(['/etc/passwd']);
    expect(malware).toEqual({ clamd: { address: { host: 'scanner', port: 3311 } } });
    expect((await wanted(needed('malware'))).malware).toBeUndefined();
  });

  it('reads search patterns only when something is searched', async () => {
    const searchPatterns = file(
      'patterns.yaml',
      'secrets:\n  - OURS=tok_[a-z]{20}\ncontents:\n  - {name: X, regex: "y+"}\n',
    );
    const { inspect } = await wanted(needed('secretSearch'), { searchPatterns });
    expect(inspect?.secretPatterns).toEqual([{ name: 'OURS', regex: 'tok_[a-z]{20}' }]);
    expect(inspect?.contentPatterns).toEqual([{ name: 'X', regex: 'y+' }]);
    expect((await wanted(needed('files'), { searchPatterns: join(place, 'gone') })).inspect).not.toBeNull();
  });

  it.each([
    ['a list', '- a', 'CLI_PATTERNS_BROKEN'],
    ['another key', 'passwords: []', 'CLI_PATTERNS_BROKEN'],
    ['no list of patterns', 'secrets: {a: b}', 'SBOM_PATTERNS_INVALID'],
    ['a regex that cannot be read', 'secrets: ["A=("]', 'SBOM_PATTERN_INVALID'],
  ])('patterns that are %s are refused', async (_what, text, code) => {
    const searchPatterns = file('broken.yaml', text);
    const error: unknown = await wanted(needed('secretSearch'), { searchPatterns }).catch((one: unknown) => one);
    expect(isCodedError(error) && error.code).toBe(code);
  });

  it.each([
    ['--inspect', { inspect: 'files,everything' }, 'CLI_BAD_OPTION'],
    ['--clamd', { clamd: 'host:99999' }, 'IO_CLAMD_ADDRESS'],
  ])('%s that cannot be is refused', async (_what, options, code) => {
    const error: unknown = await wanted(needed('files'), options).catch((one: unknown) => one);
    expect(isCodedError(error) && error.code).toBe(code);
  });
});
