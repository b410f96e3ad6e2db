import { describe, expect, it } from 'vitest';
import { cpeCandidates } from './candidates.ts';

describe('cpe/candidates', () => {
  it.each([
    ['npm', 'lodash', '4.17.15', ['cpe:2.3:a:lodash:lodash:4.17.15:*:*:*:*:node.js:*:*']],
    [
      'npm',
      '@babel/core',
      '7.9.0',
      [
        'cpe:2.3:a:babel:core:7.9.0:*:*:*:*:node.js:*:*',
        'cpe:2.3:a:core:core:7.9.0:*:*:*:*:node.js:*:*',
        'cpe:2.3:a:core_project:core:7.9.0:*:*:*:*:node.js:*:*',
      ],
    ],
    ['pypi', 'Django', '3.2', ['cpe:2.3:a:djangoproject:django:3.2:*:*:*:*:python:*:*']],
    ['maven', 'org.apache.logging.log4j:log4j-core', '2.14.1', ['cpe:2.3:a:apache:log4j:2.14.1:*:*:*:*:*:*:*']],
    [
      'maven',
      'org.example.web:thing',
      '1',
      [
        'cpe:2.3:a:example:thing:1:*:*:*:*:*:*:*',
        'cpe:2.3:a:thing:thing:1:*:*:*:*:*:*:*',
        'cpe:2.3:a:thing_project:thing:1:*:*:*:*:*:*:*',
      ],
    ],
    [
      'golang',
      'github.com/gin-gonic/gin/v2',
      'v2.0.0',
      [
        'cpe:2.3:a:gin-gonic:gin:v2.0.0:*:*:*:*:go:*:*',
        'cpe:2.3:a:gin:gin:v2.0.0:*:*:*:*:go:*:*',
        'cpe:2.3:a:gin_project:gin:v2.0.0:*:*:*:*:go:*:*',
      ],
    ],
    ['deb', 'adduser', '3.134', ['cpe:2.3:a:adduser:adduser:3.134:*:*:*:*:*:*:*']],
    ['deb', 'libc6', '2.36-9+deb12u4', ['cpe:2.3:a:gnu:glibc:2.36-9\\+deb12u4:*:*:*:*:*:*:*']],
    ['npm', '', '1', []],
  ])('%s %s %s', (kind, name, version, expected) => {
    expect(cpeCandidates({ kind, name, version })).toEqual(expected);
  });

  it('looks a distro package up by its source package', () => {
    const found = cpeCandidates({ kind: 'deb', name: 'libcurl3-gnutls', version: '7.88.1', source: 'curl' });
    expect(found).toEqual(['cpe:2.3:a:haxx:curl:7.88.1:*:*:*:*:*:*:*']);
  });

  it('stays bounded and escaped for hostile names', () => {
    const found = cpeCandidates({ kind: 'npm', name: `@${'a'.repeat(1_000_000)}/x:*?`, version: null });
    expect(found.length).toBeLessThanOrEqual(4);
    expect(found.every((cpe) => cpe.length < 2000)).toBe(true);
    expect(cpeCandidates({ kind: 'pypi', name: 'a:b*', version: '*' })[0]).toBe(
      'cpe:2.3:a:a\\:b\\*:a\\:b\\*:*:*:*:*:*:python:*:*',
    );
  });
});
