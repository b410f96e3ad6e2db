import { describe, expect, it } from 'vitest';
import { compareRows, scoreOf } from './compare.mjs';
import { foundRows } from './found.mjs';
import { alignGo, goRows } from './go.mjs';
import { alignJava, javaRows } from './java.mjs';

function row(name: string, version = '1', path = 'a') {
  return { path, name, version };
}

function jar(stated: string, rest: Record<string, string> = {}) {
  const nothing = { impl_title: '', impl_version: '', bundle_name: '', bundle_version: '' };
  return { path: 'lib/guice.jar', pom_properties: stated, ...nothing, ...rest };
}

describe('bench/accuracy: comparing', () => {
  it('counts a package twice at one path as one too many, and does not judge what is declared', () => {
    const found = [row('x'), row('x'), row('y', '1', 'package-lock.json')];
    const compared = compareRows([row('x'), row('z')], found, (path: string) => path === 'package-lock.json');
    expect(compared).toEqual({ matched: 1, declared: 1, missing: [row('z')], extra: [row('x')] });
    expect(scoreOf(2, compared)).toMatchObject({ recall: 0.5, precision: 0.5, missing: 1, extra: 1 });
  });

  it('finds everything in nothing', () => {
    expect(
      scoreOf(
        0,
        compareRows([], [], () => false),
      ),
    ).toMatchObject({ recall: 1, precision: 1 });
  });
});

describe('bench/accuracy: rows of documents', () => {
  it.each([
    ['/a.ear!/b.war!/c.jar', 'a.ear!/b.war!/c.jar'],
    ['/a.ear:b.war:WEB-INF/lib/c.jar', 'a.ear!/b.war!/WEB-INF/lib/c.jar'],
    ['/a.jar:org.example:part', 'a.jar'],
  ])('reads the virtual path %s', (virtualPath, path) => {
    const artifact = {
      type: 'java-archive',
      name: 'c',
      version: '1',
      purl: 'pkg:maven/org.c/c@1',
      metadata: { virtualPath },
    };
    expect(foundRows({ artifacts: [artifact] }, 'java')).toEqual([{ path, name: 'org.c:c', version: '1' }]);
  });

  it('takes primary locations only, and names of Python packages as indexes compare them', () => {
    const locations = [
      { path: '/s/Foo_Bar-1.dist-info/METADATA', annotations: { evidence: 'primary' } },
      { path: '/s/Foo_Bar-1.dist-info/RECORD', annotations: { evidence: 'supporting' } },
    ];
    const artifact = { type: 'python', name: 'Foo_Bar', version: '1', locations };
    expect(foundRows({ artifacts: [artifact] }, 'python')).toEqual([row('foo-bar', '1', 's/Foo_Bar-1.dist-info')]);
  });
});

describe('bench/accuracy: Java archives', () => {
  const named = { bundle_name: 'com.google.inject', bundle_version: '4.2.3' };
  it.each([
    ['states nothing', jar(''), ['*']],
    ['states itself', jar('com.google:guice:4.2.3', named), ['com.google:guice']],
    ['states another that it holds', jar('cglib:cglib:3.2.12', named), ['cglib:cglib', '*']],
    ['states several, none named like the file', jar('a:a:1,b:b:2'), ['a:a', 'b:b']],
  ])('%s', (_, archive, names) => {
    expect(javaRows([archive]).map(({ name }) => name)).toEqual(names);
  });

  it('fills the open row once, and leaves the one allowed package of a mixed archive out', () => {
    const path = 'lib/guice.jar';
    const [first, second] = [row('g:guice', '4', path), row('g:other', '4', path)];
    expect(alignJava([first, second], [jar('')])).toEqual([row('*', '', path), second]);
    expect(alignJava([first, second], [jar('a:a:1,b:b:2')])).toEqual([second]);
    expect(alignJava([row('any:part', '1', path)], [jar(':part:1')])).toEqual([row(':part', '1', path)]);
  });
});

describe('bench/accuracy: Go programs', () => {
  const program = {
    path: 'p',
    go: 'go1.21',
    main_module: 'm',
    main_version: '(devel)',
    ldflags: '-X v=2.3.4',
    vcs_revision: 'aabbccddeeff00',
  };

  it('follows replacements, and leaves one by a folder without a version', () => {
    const modules = [
      { path: 'p', kind: 'dep', module: 'a', version: 'v1' },
      { path: 'p', kind: 'replace', module: 'b', version: 'v2' },
      { path: 'p', kind: 'dep', module: 'c', version: 'v1' },
      { path: 'p', kind: 'replace', module: './c', version: '' },
    ];
    const lines = goRows([program], modules).map(({ name, version }) => `${name} ${version}`);
    expect(lines).toEqual(['stdlib go1.21', 'm (devel)', 'b v2', 'c ']);
  });

  it.each([
    ['', true],
    ['(devel)', true],
    ['v2.3.4', true],
    ['v0.0.0-20230101000000-aabbccddeeff', true],
    ['v0.0.0-20230101000000-000000000000', false],
    ['UNKNOWN', false],
  ])('a working copy may have the version "%s": %s', (version, allowed) => {
    expect(alignGo([row('m', version, 'p')], [program])[0].version).toBe(allowed ? '(devel)' : version);
  });
});
