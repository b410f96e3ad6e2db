import type { FileIndex, Inspection } from '@gantry/core';
import { aReport } from '@gantry/policy/testing';
import { enrichedStore, memoryStore } from '@gantry/vulns/testing';
import { expect, it } from 'vitest';
import { createFileLists, withFileLists } from './listed-files.ts';

const loaded = enrichedStore(memoryStore([]), { 'malware-hashes': [] });
const files: FileIndex = { entries: [] };
const scan = { scanner: 'hash-list', version: '1', signaturesAt: null, findings: [], scanned: 0, skipped: [] };

it.each([
  ['rules on malware need the index when a list is loaded', ['malware'], loaded, ['malware', 'files']],
  ['and not without', ['malware'], memoryStore([]), ['malware']],
  ['nor without advisories', ['malware'], null, ['malware']],
  ['others do not', ['annotations'], loaded, ['annotations']],
] as const)('%s', (_name, needed, store, expected) => {
  expect([...withFileLists(new Set(needed), store)]).toEqual(expected);
});

it('looks a file index up once for each state of the advisories', async () => {
  let asked = 0;
  const lists = createFileLists({
    listedFiles: async () => {
      asked += 1;
      return { advisories: 'sha256:1', scan };
    },
  });
  const report = (digest: string) => ({ ...aReport([]), data: { ...aReport([]).data, ...loaded.facts(), digest } });
  const inspection = { files } as Inspection;
  expect(await lists.addTo(report('sha256:1'), inspection, 'a')).toMatchObject({ listedFiles: scan });
  await lists.addTo(report('sha256:1'), inspection, 'a');
  expect(asked).toBe(1);
  await lists.addTo(report('sha256:2'), inspection, 'a');
  await lists.addTo(report('sha256:2'), inspection, 'a');
  expect(asked).toBe(3);
  expect(await lists.addTo(report('sha256:1'), null, 'a')).not.toHaveProperty('listedFiles', scan);
});
