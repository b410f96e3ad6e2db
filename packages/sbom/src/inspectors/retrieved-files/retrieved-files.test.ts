import { describe, expect, it } from 'vitest';
import { inspectFiles } from '../../testing/inspect-files.ts';
import { retrievedFiles } from './index.ts';
import { keptFileReader, retrieveOptions } from './kept-file-reader.ts';

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

describe('inspectors/retrieved-files', () => {
  it('keeps wanted files and tells of the others', async () => {
    const { found } = await inspectFiles(
      retrievedFiles,
      { '/etc/passwd': 'root:x:0:0', '/usr/lib/os-release': 'ID=a', '/z': '123456' },
      {
        wish: {
          retrieve: ['/z', '/etc/passwd', '/etc/os-release', '/none', '/var', '/etc/passwd', '/broken'],
        },
        others: { '/etc/os-release': '-> ../usr/lib/os-release', '/var': 'directory', '/broken': '-> nowhere' },
      },
    );
    expect(found).toEqual({
      wanted: ['/broken', '/etc/os-release', '/etc/passwd', '/none', '/var', '/z'],
      files: [
        { path: '/etc/passwd', size: 10, content: base64('root:x:0:0') },
        { path: '/z', size: 6, content: base64('123456') },
      ],
      skipped: [
        { path: '/broken', because: 'it is a link that leads nowhere' },
        { path: '/etc/os-release', because: 'it was not read' },
        { path: '/var', because: 'it is no regular file but a folder' },
      ],
    });
  });

  it('ends with its budget', async () => {
    const { found } = await inspectFiles(
      retrievedFiles,
      { '/a': '12345', '/b': '12345', '/c': '1' },
      { wish: { retrieve: ['/a', '/b', '/c'], limits: { retrieveBytes: 7 } } },
    );
    expect(found).toMatchObject({
      files: [{ path: '/a' }, { path: '/c' }],
      skipped: [{ path: '/b', because: 'the files before it took all the room' }],
    });
  });

  it.each([
    [
      ['/etc/passwd', 'etc//hosts'],
      ['etc/hosts', 'etc/passwd'],
    ],
    [
      ['/a*b', '/{x}?'],
      ['a?b', '?x??'],
    ],
    [['/../../up', '/', ''], []],
  ])('looks for %j', (retrieve, globs) => {
    const { reads } = keptFileReader(retrieveOptions({ parts: new Set(['retrievedFiles']), retrieve }));
    expect([...(reads[0]?.globs ?? [])].sort()).toEqual([...globs].sort());
  });
});
