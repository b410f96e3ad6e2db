import { describe, expect, it } from 'vitest';
import { parsePom } from './parse-pom.ts';

/** `@{name}` stands for the placeholder of a property. */
function pom(text: string) {
  const { group, artifact, version, licenses, complete } = parsePom(Buffer.from(text.replaceAll('@{', '${')));
  return { group, artifact, version, licenses, complete };
}

describe('catalogers/java/parse-pom', () => {
  it('reads coordinates and licences', () => {
    const text = `<?xml version="1.0"?><!DOCTYPE project><!-- <version>0</version> -->
      <project xmlns="http://maven.apache.org/POM/4.0.0"><groupId>g</groupId><artifactId>a</artifactId><version>1</version>
      <licenses><license><name>Apache-2.0</name><url>https://x</url></license><license><url>https://y</url></license></licenses>
      <dependencies><dependency><groupId>other</groupId><version>9</version></dependency></dependencies></project>`;
    expect(pom(text)).toEqual({
      group: 'g',
      artifact: 'a',
      version: '1',
      licenses: ['Apache-2.0', 'https://y'],
      complete: true,
    });
  });

  it.each([
    ['the parent', '<parent><groupId>pg</groupId><version>2</version></parent><artifactId>a</artifactId>', 'pg', '2'],
    ['a property', '<groupId>g</groupId><version>@{rev}</version><properties><rev>3</rev></properties>', 'g', '3'],
    ['a property of a property', '<version>@{a}</version><properties><a>@{b}.1</a><b>4</b></properties>', null, '4.1'],
    [
      'the version of the parent',
      '<parent><version>5</version></parent><version>@{project.parent.version}</version>',
      null,
      '5',
    ],
    ['what nobody defines', '<version>@{nowhere}</version><parent><version>5</version></parent>', null, null],
    ['a circle', '<version>@{a}</version><properties><a>@{b}</a><b>@{a}</b></properties>', null, null],
    [
      'a property that grows',
      `<version>@{a}</version><properties><a>${'@{b}'.repeat(100)}</a><b>${'@{a}'.repeat(100)}</b></properties>`,
      null,
      null,
    ],
    ['entities and CDATA', '<groupId>a&amp;b</groupId><version><![CDATA[6]]></version>', 'a&b', '6'],
    ['a prototype key', '<version>@{__proto__}</version>', null, null],
  ])('fills in %s', (_name, inside, group, version) => {
    expect(pom(`<project>${inside}</project>`)).toMatchObject({ group, version });
  });

  it.each([
    ['nothing', ''],
    ['no XML', 'hello'],
    ['a cut tag', '<project><version>1</ver'],
    ['a wrong close', '<project><a></b></project>'],
    ['an open comment', '<project><!-- '],
    ['an open quote', '<project a="'],
  ])('puts up with %s', (_name, text) => {
    expect(pom(text).version).toBeNull();
  });

  it('reads a million open elements in no time', () => {
    const before = performance.now();
    expect(pom(`<project>${'<a>'.repeat(1_000_000)}`).complete).toBe(false);
    expect(performance.now() - before).toBeLessThan(5000);
  });

  it('does not grow entities', () => {
    const text = '<!DOCTYPE p [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]><project><version>&b;</version></project>';
    expect(pom(text).version).toBe('&b;');
  });
});
