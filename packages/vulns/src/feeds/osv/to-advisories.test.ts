import { failureCode } from '@gantry/core/testing';
import { memoryAccess } from '@gantry/io/files';
import { describe, expect, it } from 'vitest';
import { testSink, zipOf } from '../../testing/index.ts';
import { readZip } from './to-advisories.ts';

async function read(zip: Uint8Array) {
  const kept: string[] = [];
  const lost: string[] = [];
  let expected = 0;
  const sink = testSink({
    expect: (records) => {
      expected = records;
    },
    advisory: ({ id }) => void kept.push(id),
    rejected: (reason, record) => void lost.push(`${reason} ${record}`),
  });
  await readZip(memoryAccess(zip), 'there', sink);
  return { kept, lost, expected };
}

describe('feeds/osv/to-advisories', () => {
  it('keeps what it can read and counts the rest', async () => {
    const { kept, lost, expected } = await read(
      zipOf([{ id: 'A-1' }, '{', { id: 'A-2', affected: 'all' }, { id: 'A-3' }]),
    );
    expect(kept).toEqual(['A-1', 'A-3']);
    expect(lost).toEqual(['not-json broken-1.json', 'bad-affected A-2.json']);
    expect(expected).toBe(4);
  });

  it('counts a member that is damaged and goes on', async () => {
    const zip = zipOf([{ id: 'A-1' }, { id: 'A-2' }]);
    zip[zip.indexOf('"A-1"') + 2] = 0x58;
    expect(await read(zip)).toMatchObject({ kept: ['A-2'], lost: ['IO_ZIP_ENTRY_BROKEN A-1.json'] });
  });

  it('refuses what is no zip, is cut off, or overlaps itself', async () => {
    const zip = zipOf([{ id: 'A-1' }, { id: 'A-2' }]);
    const overlapping = Buffer.from(zip);
    overlapping.writeUInt32LE(0, overlapping.lastIndexOf('A-2.json') - 4);
    for (const bytes of [Buffer.alloc(0), Buffer.from('PK'), zip.subarray(0, zip.length - 10), overlapping]) {
      expect(await failureCode(() => read(bytes)), `${bytes.length} bytes`).toBe('VULNS_FEED_UNREADABLE');
    }
  });
});
