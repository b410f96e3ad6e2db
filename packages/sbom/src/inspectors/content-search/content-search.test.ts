import { describe, expect, it } from 'vitest';
import { inspectFiles } from '../../testing/inspect-files.ts';
import { contentSearch } from './index.ts';

describe('content search', () => {
  it('looks for what is configured, in every visible file', async () => {
    const { found, unread } = await inspectFiles(
      contentSearch,
      { '/b': 'no\ntodo: x\n', '/a': 'todo\0todo', '/c': '' },
      { wish: { contentPatterns: [{ name: 'TODO', regex: '(?i)TODO' }] } },
    );
    expect(found).toEqual({
      patterns: [{ name: 'TODO', regex: '(?i)TODO' }],
      hits: [
        { path: '/a', pattern: 'TODO', line: 1, offset: 0, length: 4, visible: true },
        { path: '/a', pattern: 'TODO', line: 1, offset: 5, length: 4, visible: true },
        { path: '/b', pattern: 'TODO', line: 2, offset: 3, length: 4, visible: true },
      ],
      skipped: [],
      allLayers: false,
    });
    expect(unread).toEqual([]);
  });

  it.each([
    ['gpgcheck=0\n', 1],
    ['[main]\r\ngpgcheck = no\r\n', 1],
    ['gpgcheck=1\n', 0],
    ['# gpgcheck=0\n', 0],
    ['repo_gpgcheck=0\n', 0],
  ])('finds package checks that are off in %j', async (text, count) => {
    const { found } = await inspectFiles(contentSearch, { '/etc/yum.repos.d/x.repo': text });
    expect(found).toMatchObject({ hits: Array.from({ length: count }, () => ({ pattern: 'GPGCHECK_OFF' })) });
  });

  it('reports a file with too many hits', async () => {
    const { found } = await inspectFiles(
      contentSearch,
      { '/a': 'x'.repeat(1000) },
      { wish: { contentPatterns: [{ name: 'X', regex: 'x' }] } },
    );
    expect(found).toMatchObject({ skipped: [{ path: '/a', because: expect.stringContaining('more than 200 hits') }] });
  });
});
