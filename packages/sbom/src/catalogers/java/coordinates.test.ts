import { describe, expect, it } from 'vitest';
import { identifyArchive } from './coordinates.ts';
import type { PomFacts } from './facts.ts';

function pom(text: string): PomFacts {
  const [group = '', artifact = '', version = ''] = text.split(':');
  return { from: 'pom.properties', group, artifact, version: version || null, licenses: [] };
}

function identify(path: string, manifest: Record<string, string> | null, poms: readonly string[]) {
  const found = identifyArchive({ inner: '', parent: null, sha1: '', manifest, poms: poms.map(pom) }, path);
  const text = (one: typeof found.main) => `${one.group ?? '-'}:${one.artifact}:${one.version ?? '-'}`;
  return {
    main: text(found.main),
    from: found.main.from,
    embedded: found.embedded.map(text),
    licenses: found.main.licenses,
  };
}

describe('catalogers/java/coordinates', () => {
  it.each<[string, string, Record<string, string> | null, string[], string, string[]]>([
    ['the only project', '/x/other.jar', null, ['g:a:1'], 'g:a:1', []],
    ['the project named like the file', '/x/b-2.jar', null, ['g:a:1', 'g:b:2'], 'g:b:2', ['g:a:1']],
    [
      'a major version in the file name',
      '/x/maven3-core.jar',
      null,
      ['o:maven-core:3', 'g:b:2'],
      'o:maven-core:3',
      ['g:b:2'],
    ],
    [
      'the symbolic name between two',
      '/x/c-1.jar',
      { 'Bundle-SymbolicName': 'g2.c' },
      ['g1:c:1', 'g2:c:1'],
      'g2:c:1',
      ['g1:c:1'],
    ],
    [
      'a manifest left behind by a packed project',
      '/x/server-3.1.jar',
      { 'Bundle-SymbolicName': 'org.yaml.snakeyaml', 'Bundle-Version': '1.19' },
      ['org.yaml:snakeyaml:1.19', 'g:b:2'],
      '-:server:3.1',
      ['org.yaml:snakeyaml:1.19', 'g:b:2'],
    ],
    ['no version in the project', '/x/a-7.2.jar', null, ['g:a:'], 'g:a:7.2', []],
  ])('takes %s', (_name, path, manifest, poms, main, embedded) => {
    expect(identify(path, manifest, poms)).toMatchObject({ main, embedded });
  });

  const bundle = (name: string, version: string) => ({ 'Bundle-SymbolicName': name, 'Bundle-Version': version });
  const titled = (title: string, version: string) => ({
    'Implementation-Title': title,
    'Implementation-Version': version,
  });

  it.each<[string, string, Record<string, string>, string, string, string[]]>([
    [
      'packed in: other version, other names',
      '/x/guice.jar',
      bundle('com.google.inject', '4.2.3'),
      'cglib:cglib:3.2.12',
      'com.google.inject:guice:4.2.3',
      ['cglib:cglib:3.2.12'],
    ],
    ['packed in, by the title', '/x/tool.jar', titled('Tool', '7.0'), 'g:lib:1.2', '-:tool:7.0', ['g:lib:1.2']],
    [
      'itself: a related symbolic name',
      '/x/x.jar',
      bundle('jnr.x86asm', '1.0.0'),
      'g:jnr-x86asm:1.0.2',
      'g:jnr-x86asm:1.0.2',
      [],
    ],
    ['itself: a related title', '/x/x.jar', titled('Apache Foo', '2'), 'g:foo:1.2', 'g:foo:1.2', []],
    ['itself: a related file name', '/x/foo3.jar', titled('Bar', '2'), 'g:foo:1.2', 'g:foo:1.2', []],
    ['itself: the version', '/x/x.jar', titled('Bar', '1.2'), 'g:foo:1.2', 'g:foo:1.2', []],
    [
      'itself: the version as OSGi writes it',
      '/x/x.jar',
      bundle('b.r', '31.1.0.jre'),
      'g:foo:31.1-jre',
      'g:foo:31.1-jre',
      [],
    ],
    ['itself: no manifest version', '/x/x.jar', { 'Bundle-SymbolicName': 'b.r' }, 'g:foo:1.2', 'g:foo:1.2', []],
    [
      'itself: a manifest version that is none',
      '/x/x.jar',
      titled('Bar', 'property version'),
      'g:foo:1',
      'g:foo:1',
      [],
    ],
    ['itself: no version of its own', '/x/x.jar', titled('Bar', '2'), 'g:foo:', 'g:foo:2', []],
  ])('an only project is %s', (_name, path, manifest, only, main, embedded) => {
    expect(identify(path, manifest, [only])).toMatchObject({ main, embedded });
  });

  it.each<[string, string, Record<string, string>, string]>([
    ['nothing', '/x/thing.jar', {}, '-:thing:-'],
    [
      'a known artifact',
      '/x/spring-beans-5.3.17.jar',
      { 'Implementation-Version': '5.3.17' },
      'org.springframework:spring-beans:5.3.17',
    ],
    [
      'a known bundle',
      '/x/catalina.jar',
      { 'Bundle-SymbolicName': 'org.apache.tomcat-catalina', 'Bundle-Version': '9.0.70' },
      'org.apache.tomcat:tomcat-catalina:9.0.70',
    ],
    [
      'a title that is known',
      '/x/spring3-tx-3.x.jar',
      { 'Implementation-Title': 'spring-tx', 'Implementation-Version': '4.3.30' },
      'org.springframework:spring-tx:4.3.30',
    ],
    [
      'the symbolic name with the artifact',
      '/x/bson-3.6.3.jar',
      { 'Bundle-SymbolicName': 'org.mongodb.bson;singleton:=true' },
      'org.mongodb:bson:3.6.3',
    ],
    [
      'the symbolic name',
      '/x/objenesis.jar',
      { 'Bundle-SymbolicName': 'org.objenesis', 'Bundle-Version': '3.3.0' },
      'org.objenesis:objenesis:3.3.0',
    ],
    ['the vendor id', '/x/c3p0-0.9.1.jar', { 'Implementation-Vendor-Id': 'com.mchange' }, 'com.mchange:c3p0:0.9.1'],
    ['a vendor that is no group', '/x/thing-1.0.jar', { 'Implementation-Vendor-Id': 'org.apache' }, '-:thing:1.0'],
    ['a version rewritten for OSGi', '/x/thing-1.0.jar', { 'Bundle-Version': '1.0.0' }, '-:thing:1.0'],
    ['a Java version in the file name', '/x/thing-17.jar', { 'Bundle-Version': '2.1.0' }, '-:thing:2.1.0'],
    ['a sentence as version', '/x/thing-1.4.jar', { 'Implementation-Version': 'property version' }, '-:thing:1.4'],
    ['the specification as the last resort', '/x/thing.jar', { 'Specification-Version': '1.1' }, '-:thing:1.1'],
  ])('without papers: %s', (_name, path, manifest, main) => {
    expect(identify(path, manifest, []).main).toBe(main);
  });

  it('reads licences from the manifest', () => {
    const manifest = { 'Bundle-License': 'Apache License, Version 2.0;link="https://x", "MIT"' };
    expect(identify('/x/a-1.0.jar', manifest, []).licenses).toEqual(['Apache License, Version 2.0', 'MIT']);
  });
});
