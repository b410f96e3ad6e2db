import type { FileFacts } from '@gantry/core';
import { listMaliciousFiles } from '@gantry/vulns';
import { enrichedStore, memoryStore } from '@gantry/vulns/testing';
import { expect, it } from 'vitest';
import { listedFilesOf } from './listed-files.ts';

const bad = 'b'.repeat(64);
const entries = Array.from({ length: 5_000 }, (_, index): FileFacts => {
  const sha256 = index === 4_501 ? bad : (index % 7).toString().repeat(64);
  const path = `/f${String(index).padStart(5, '0')}`;
  return {
    ...{ path, type: 'file', mode: 0o644, uid: 0, gid: 0, size: 1 },
    sha256: index % 100 === 0 ? null : `sha256:${sha256}`,
  } as FileFacts;
});

it('lists malicious files portion by portion as at one go', async () => {
  const store = enrichedStore(memoryStore([]), {
    'malware-hashes': [{ sha256: bad, name: 'Win.Bad', source: 'test' }],
  });
  const { scan } = await listedFilesOf({ entries }, store);
  expect(scan).toEqual(listMaliciousFiles({ entries }, store));
  expect(scan).toMatchObject({ scanned: 4_950, findings: [{ path: '/f04501', signature: 'Win.Bad' }] });
});

it('says nothing without a list', async () => {
  expect((await listedFilesOf({ entries }, memoryStore([]))).scan).toBeNull();
});
