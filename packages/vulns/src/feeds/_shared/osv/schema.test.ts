import { describe, expect, it } from 'vitest';
import { readRecord } from './schema.ts';
import { toAdvisory } from './to-advisory.ts';

function because(text: string): string {
  const read = readRecord(text);
  return read.ok ? 'kept' : read.because;
}

const entry = (more: string) => `{"id":"A-1","affected":[${more}]}`;

describe('feeds/_shared/osv/schema', () => {
  it.each([
    ['', 'not-json'],
    ['{', 'not-json'],
    ['null', 'not-an-object'],
    ['[]', 'not-an-object'],
    ['"x"', 'not-an-object'],
    ['{}', 'bad-id'],
    ['{"id":""}', 'bad-id'],
    ['{"id":5}', 'bad-id'],
    ['{"id":"a b"}', 'bad-id'],
    ['{"id":"a\\u0000b"}', 'bad-id'],
    ['{"id":"A-\\u001b[31m"}', 'bad-id'],
    ['{"__proto__":{"id":"A-1"}}', 'bad-id'],
    ['{"id":"A-1","affected":{}}', 'bad-affected'],
    ['{"id":"A-1","affected":"all"}', 'bad-affected'],
    ['{"id":"A-1","withdrawn":true}', 'bad-withdrawn'],
    [entry('null'), 'bad-affected'],
    [entry('[]'), 'bad-affected'],
    [entry('{"package":"npm"}'), 'bad-package'],
    [entry('{"package":{"ecosystem":"npm"}}'), 'bad-package'],
    [entry('{"package":{"ecosystem":"npm","name":["a"]}}'), 'bad-package'],
    [entry('{"package":{"ecosystem":"npm","name":"a\\u0000b"}}'), 'bad-package'],
    [entry('{"package":{"ecosystem":"npm","name":"a\\u001b[2J"}}'), 'bad-package'],
    [entry('{"versions":["1.0\\u001b[2J"]}'), 'bad-versions'],
    [entry('{"versions":"1.0"}'), 'bad-versions'],
    [entry('{"versions":[1]}'), 'bad-versions'],
    [entry('{"ranges":{}}'), 'bad-ranges'],
    [entry('{"ranges":[{"type":"SEMVER"}]}'), 'bad-ranges'],
    [entry('{"ranges":[{"type":"SEMVER","events":[{"introduced":0}]}]}'), 'bad-ranges'],
    [entry('{"ranges":[{"type":"SEMVER","events":["0"]}]}'), 'bad-ranges'],
    ['{"id":"A-1"}', 'kept'],
    ['{"id":"A-1","affected":null}', 'kept'],
    [entry('{"package":null,"ranges":[]}'), 'kept'],
  ])('%s: %s', (text, expected) => {
    expect(because(text)).toBe(expected);
  });

  it.each([
    ['deep lists', `{"id":"A-1","database_specific":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
    ['deep objects', `{"id":"A-1","database_specific":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`],
    ['ten megabytes of details', `{"id":"A-1","details":"${'x'.repeat(10_000_000)}"}`],
    ['many aliases', `{"id":"A-1","aliases":[${'"A-2",'.repeat(200_000)}"A-3"]}`],
    [
      'prototype keys',
      '{"id":"A-1","__proto__":{"withdrawn":"x"},"database_specific":{"__proto__":{"severity":"HIGH"}},"constructor":{}}',
    ],
    [
      'wrong lesser parts',
      '{"id":"A-1","aliases":{"a":1},"severity":[null,1,{"score":{}}],"references":"x","summary":9,"details":[],"related":[[]]}',
    ],
  ])('survives %s', (_what, text) => {
    const read = readRecord(text);
    if (!read.ok) {
      expect(read.because).toBe('not-json');
      return;
    }
    const { advisory } = toAdvisory(read.record, 'osv');
    expect(advisory).toMatchObject({ id: 'A-1', withdrawn: null, severity: 'unknown', informational: null });
    expect(JSON.stringify(advisory).length).toBeLessThan(500_000);
  });

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
    'takes a package named %s for a package',
    (name) => {
      const read = readRecord(entry(`{"package":{"ecosystem":"npm","name":"${name}"},"versions":["1.0.0"]}`));
      expect(read.ok && toAdvisory(read.record, 'osv').advisory.affected[0]?.name).toBe(name);
    },
  );
});
