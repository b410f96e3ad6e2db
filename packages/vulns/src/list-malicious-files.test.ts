import type { Digest, FileFacts } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { listMaliciousFiles } from './index.ts';
import { enrichedStore, memoryStore } from './testing/index.ts';

const bad = 'b'.repeat(64);
const store = enrichedStore(memoryStore([]), {
  'malware-hashes': [{ sha256: bad, name: 'Mirai', source: 'list.txt' }],
});

function file(path: string, hex: string | null, parts: Partial<FileFacts> = {}): FileFacts {
  const sha256 = hex === null ? null : (`sha256:${hex}` as Digest);
  return { path, type: 'file', mode: 0o644, uid: 0, gid: 0, size: 7, sha256, ...parts };
}

describe('list-malicious-files', () => {
  it('names what is listed and says what it did not look at', () => {
    const layer = `sha256:${'1'.repeat(64)}` as Digest;
    const entries = [
      file('/a', 'a'.repeat(64)),
      file('/b', bad, { layer }),
      file('/c', bad),
      file('/d', null, { type: 'directory' }),
      file('/e', null),
    ];
    expect(listMaliciousFiles({ entries }, store)).toEqual({
      scanner: 'hash-list',
      version: '1 digests',
      signaturesAt: '2024-01-01T00:00:00Z',
      findings: [
        { path: '/b', layer, signature: 'Mirai', visible: true },
        { path: '/c', signature: 'Mirai', visible: true },
      ],
      scanned: 3,
      skipped: [{ path: '/e', size: 7, because: 'its digest is not known' }],
    });
  });

  it('says nothing when no list is loaded', () => {
    expect(listMaliciousFiles({ entries: [file('/b', bad)] }, memoryStore([]))).toBeNull();
  });
});
