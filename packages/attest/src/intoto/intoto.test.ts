import { failureCode } from '@gantry/core/testing';
import { describe, expect, it } from 'vitest';
import { canonicalSource, isAbout, provenanceOf, readStatement, statementOf } from './index.ts';

const hex = 'a'.repeat(64);
const subject = [{ name: 'app', digest: { sha256: hex } }];
const good = {
  _type: 'https://in-toto.io/Statement/v1',
  subject,
  predicateType: 'https://example.com/p',
  predicate: {},
};
const bytes = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

describe('attest/intoto statements', () => {
  it('reads both versions, and tells what they are about', () => {
    const statement = readStatement(bytes(good), 'it');
    expect(statement).toMatchObject({ version: 'v1', predicateType: 'https://example.com/p' });
    expect(readStatement(bytes({ ...good, _type: 'https://in-toto.io/Statement/v0.1' }), 'it').version).toBe('v0.1');
    expect(isAbout(statement, [`sha256:${hex}`])).toBe(true);
    expect(isAbout(statement, [`sha512:${hex}`, `sha256:${'b'.repeat(64)}`, '__proto__:x', ''])).toBe(false);
  });

  it.each([
    [null],
    [[]],
    [{ ...good, _type: 'https://in-toto.io/Statement/v2' }],
    [{ ...good, _type: 'constructor' }],
    [{ ...good, _type: ['https://in-toto.io/Statement/v1'] }],
    [{ ...good, subject: [] }],
    [{ ...good, subject: {} }],
    [{ ...good, subject: [{ name: 'x' }] }],
    [{ ...good, subject: [{ name: 'x', digest: {} }] }],
    [{ ...good, subject: [{ name: 'x', digest: { sha256: 7 } }] }],
    [{ ...good, subject: [...subject, null] }],
    [{ ...good, subject: Array.from({ length: 10_001 }, () => subject[0]) }],
    [{ ...good, predicateType: 7 }],
    [{ ...good, predicateType: '' }],
    [{ ...good, predicate: [] }],
  ])('refuses %.80j', async (value) => {
    expect(await failureCode(() => readStatement(bytes(value), 'it'))).toBe('ATTEST_BAD_STATEMENT');
  });

  it('refuses envelopes with other payloads', async () => {
    const envelope = { payloadType: 'text/plain', payload: bytes(good), signatures: [] };
    expect(await failureCode(() => statementOf(envelope, 'it'))).toBe('ATTEST_BAD_STATEMENT');
  });
});

function provenance(predicateType: string, predicate: unknown) {
  return provenanceOf(readStatement(bytes({ ...good, predicateType, predicate }), 'it'));
}

const v1 = 'https://slsa.dev/provenance/v1';
const v02 = 'https://slsa.dev/provenance/v0.2';

describe('attest/intoto provenance', () => {
  it('reads what GitHub writes (v1)', () => {
    const dependency = { uri: 'git+https://github.com/o/app@refs/heads/main', digest: { gitCommit: 'abc' } };
    const workflow = { repository: 'https://github.com/o/app', ref: 'refs/heads/main', path: 'x.yml' };
    const buildDefinition = { buildType: 't', externalParameters: { workflow }, resolvedDependencies: [dependency] };
    const runDetails = { builder: { id: 'b' }, metadata: { finishedOn: '2026-01-01T00:00:00Z' } };
    expect(provenance(v1, { buildDefinition, runDetails })).toEqual({
      builderId: 'b',
      buildType: 't',
      source: 'https://github.com/o/app@refs/heads/main',
      sourceDigest: { gitCommit: 'abc' },
      finishedAt: '2026-01-01T00:00:00Z',
      complete: true,
    });
  });

  it.each([
    [{ source: 'https://x/y' }, 'https://x/y'],
    [{ source: { uri: 'https://x/y' } }, 'https://x/y'],
    [{ configSource: { uri: 'https://x/y' } }, 'https://x/y'],
    [{ buildConfigSource: { repository: 'https://x/y' } }, 'https://x/y'],
    [{ other: 'https://x/y' }, null],
  ])('finds the source in %j', (externalParameters, source) => {
    expect(provenance(v1, { buildDefinition: { externalParameters } })?.source).toBe(source);
  });

  it('reads version 0.2, and nothing into other types', () => {
    const invocation = { configSource: { uri: 'git+https://x/y', digest: { sha1: 'a' } } };
    const predicate = { builder: { id: 'b' }, buildType: 't', invocation, metadata: { buildFinishedOn: 'then' } };
    expect(provenance(v02, predicate)).toMatchObject({ builderId: 'b', source: 'git+https://x/y', complete: true });
    expect(provenance('https://spdx.dev/Document', {})).toBeNull();
  });

  it.each([
    [{}],
    [{ buildDefinition: 7, runDetails: [] }],
    [{ buildDefinition: { buildType: 't' }, runDetails: { builder: { id: 'b' } } }],
    [{ buildDefinition: { buildType: '', externalParameters: {} }, runDetails: { builder: { id: 'b' } } }],
  ])('%j is not complete', (predicate) => {
    expect(provenance(v1, predicate)?.complete).toBe(false);
  });

  it.each([
    ['git+https://GitHub.com/o/App.git@refs/heads/main', 'https://github.com/o/App'],
    ['https://github.com/o/App/', 'https://github.com/o/App'],
    [`https://github.com/o/App@${'a'.repeat(40)}`, 'https://github.com/o/App'],
    ['https://github.com/o/App.git#main', 'https://github.com/o/App'],
    ['git@github.com:o/App.git', 'git@github.com:o/app'],
  ])('%s is %s', (text, canonical) => {
    expect(canonicalSource(text).toLowerCase()).toBe(canonical.toLowerCase());
  });

  it.each(['/', '#', '@', 'https://x/', '@refs/'])('an address of many %j takes no time', (part) => {
    const text = `https://x/${part.repeat(500_000)}x`;
    const started = performance.now();
    expect(canonicalSource(text)).toBe(text);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
