import { describe, expect, it } from 'vitest';
import { cleanVersion, guessFromFileName } from './file-name.ts';

describe('catalogers/java/file-name', () => {
  it.each([
    ['/app/a.jar', 'a', null],
    ['/app/commons-io-2.6.jar', 'commons-io', '2.6'],
    ['/app/guava-25.0-jre.jar', 'guava', '25.0-jre'],
    ['/app/log4j-1.2-api-2.14.1.jar', 'log4j-1.2-api', '2.14.1'],
    ['/app/log4j-1.2-1.2.17.jar', 'log4j-1.2', '1.2.17'],
    ['/app/mssql-jdbc-7.4.1.jre8.jar', 'mssql-jdbc', '7.4.1.jre8'],
    ['/app/x-1.0-SNAPSHOT.war', 'x', '1.0-SNAPSHOT'],
    ['/app/x-1.0-20200101.123456-1.jar', 'x', '1.0-20200101.123456-1'],
    ['/app/x-1.0-2.jar', 'x', '1.0-2'],
    ['/app/x-v1.0.jar', 'x', '1.0'],
    ['/app/jetty-server-9.4.14.v20181114.jar', 'jetty-server', '9.4.14.v20181114'],
    ['/app/a.ear!/b/c-3.jar', 'c', '3'],
    ['/app/3.1.jar', '3.1', null],
    ['/app/.jar', '.jar', null],
  ])('%s is %s %s', (path, name, version) => {
    expect(guessFromFileName(path)).toMatchObject({ name, version });
  });

  it.each([
    ['1.2', '1.2'],
    [' v2.0 ', '2.0'],
    ['', null],
    ['$project.version', null],
    ["task ':jar' property", null],
    ['3.32.0.qualifier', null],
    ['10.14.2000000.???', null],
    ['private-1999', null],
    [undefined, null],
  ])('version %s is %s', (text, version) => {
    expect(cleanVersion(text)).toBe(version);
  });
});
