import { describe, expect, it } from 'vitest';
import { referenceText, tryParseReference } from './reference.ts';

const sha = `sha256:${'ab'.repeat(32)}`;

describe('sources/_shared/reference', () => {
  it.each([
    ['debian', 'docker.io/library/debian:latest'],
    ['debian:12', 'docker.io/library/debian:12'],
    ['library/debian', 'docker.io/library/debian:latest'],
    ['docker.io/debian', 'docker.io/library/debian:latest'],
    ['index.docker.io/debian', 'docker.io/library/debian:latest'],
    ['grafana/grafana:10.1', 'docker.io/grafana/grafana:10.1'],
    ['quay.io/a/b/c', 'quay.io/a/b/c:latest'],
    ['localhost/app', 'localhost/app:latest'],
    ['localhost:5000/app:v1', 'localhost:5000/app:v1'],
    ['127.0.0.1:5511/team/app', '127.0.0.1:5511/team/app:latest'],
    ['[::1]:5000/app', '[::1]:5000/app:latest'],
    ['myhost:5000/app', 'myhost:5000/app:latest'],
    ['UPPER/app', 'UPPER/app:latest'],
    [`debian@${sha}`, `docker.io/library/debian@${sha}`],
    [`debian:12@${sha}`, `docker.io/library/debian:12@${sha}`],
    ['a__b/c--d.e_f:T_a.g-1', 'docker.io/a__b/c--d.e_f:T_a.g-1'],
    ['app:5000', 'docker.io/library/app:5000'],
  ])('%s is %s', (text, full) => {
    const reference = tryParseReference(text);
    expect(reference === undefined ? 'none' : referenceText(reference)).toBe(full);
  });

  it.each([
    '',
    ':12',
    '/app',
    'app/',
    'a//b',
    'App',
    'docker.io/App',
    'app:',
    'app:-x',
    `app:${'x'.repeat(129)}`,
    'app@sha256:abc',
    `app@${sha}@${sha}`,
    `app@sha256:${'AB'.repeat(32)}`,
    'app@md5:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    'ab'.repeat(32),
    '-host.example/app',
    'host:port/app',
    'host:70000/app',
    'a/../b',
    'a/./b',
    '../../etc/passwd',
    'http://example.org/app',
    'user@example.org/app',
    'user:pass@example.org/app',
    'host.example?x/app',
    'host.example#/app',
    'app name',
    'app\n',
    'app\u0000',
    'äpp',
    'a___b',
    '.a',
    `${'a'.repeat(300)}`,
    'a/'.repeat(4000),
    `${'a-'.repeat(100)}-!`,
  ])('%j is none', (text) => {
    expect(tryParseReference(text)).toBeUndefined();
  });
});
