import { describe, expect, it } from 'vitest';
import { importedParts } from './imported-parts.ts';

const hit = { line_offset: 0, seek_position: 9, length: 3, classification: 'KEY', line_number: 3 };

describe('analyses/imported-parts', () => {
  it.each([
    ['secret_searches', 'secretSearch'],
    ['content_searches', 'contentSearch'],
  ] as const)('%s become hits in order of files and places', (kind, part) => {
    const document = [
      { location: { path: '/b' }, content_searches: [hit, { ...hit, seek_position: 2, classification: 'AWS' }] },
      { location: { path: '/a' }, content_searches: [hit] },
    ];
    const made = importedParts[kind];
    expect(made?.part).toBe(part);
    expect(made?.read(document)).toEqual({
      patterns: [
        { name: 'AWS', regex: '' },
        { name: 'KEY', regex: '' },
      ],
      hits: [
        { path: '/a', pattern: 'KEY', line: 3, offset: 9, length: 3, visible: true },
        { path: '/b', pattern: 'AWS', line: 3, offset: 2, length: 3, visible: true },
        { path: '/b', pattern: 'KEY', line: 3, offset: 9, length: 3, visible: true },
      ],
      skipped: [],
      allLayers: false,
    });
  });

  it('contents of files are files that were wanted', () => {
    const document = [{ location: { path: '/etc/passwd' }, contents: 'cm9vdA==' }];
    expect(importedParts.file_contents?.read(document)).toEqual({
      wanted: ['/etc/passwd'],
      files: [{ path: '/etc/passwd', size: 4, content: 'cm9vdA==' }],
      skipped: [],
    });
  });
});
