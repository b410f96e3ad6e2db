import { describe, expect, it } from 'vitest';
import type { IndexedEntry } from '../../inspecting/define-inspector.ts';
import { inspectFiles } from '../../testing/inspect-files.ts';
import { capabilityWords } from './capability-words.ts';
import { files } from './index.ts';

/** Little-endian 32-bit words. */
function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) bytes.writeUInt32LE(value >>> 0, at * 4);
  return bytes;
}

describe('inspectors/files', () => {
  it.each([
    ['revision 2, effective', words(0x0200_0001, 1 << 13, 0, 0, 0), ['cap_net_raw=ep']],
    ['revision 1', words(0x0100_0000, 1 << 7, 1 << 6), ['cap_setgid=i', 'cap_setuid=p']],
    ['revision 3 with its root id', words(0x0300_0001, 0, 0, 1 << 7, 1 << 7, 1000), ['cap_bpf=eip']],
    ['a number of tomorrow', words(0x0200_0001, 0, 0, 1 << 30, 0), ['cap_62=ep']],
    ['the highest bit of the first set', words(0x0200_0000, 0x8000_0000, 0, 0, 0), ['cap_setfcap=p']],
    ['no capability', words(0x0200_0001, 0, 0, 0, 0), []],
    ['a cut value', words(0x0200_0001, 1), ['unknown']],
    ['an unknown revision', words(0x0700_0001, 1, 0, 0, 0), ['unknown']],
    ['nothing', Buffer.alloc(0), ['unknown']],
  ])('reads capabilities: %s', (_name, value, expected) => {
    expect(capabilityWords(value)).toEqual(expected);
  });

  it('lists entries with their facts', async () => {
    const entry = { path: '/bin/ping', type: 'file', mode: 0o4755, uid: 0, gid: 5, size: 3 } as const;
    const entries: IndexedEntry[] = [
      {
        entry: { ...entry, layer: 'sha256:aa' },
        sha256: 'sha256:bb',
        capability: words(0x0200_0001, 1 << 13, 0, 0, 0),
      },
      { entry: { ...entry, path: '/sh', type: 'symlink', target: 'ash' }, sha256: null, capability: null },
    ];
    expect((await inspectFiles(files, {}, { entries })).found).toEqual({
      entries: [
        { ...entry, sha256: 'sha256:bb', layer: 'sha256:aa', capabilities: ['cap_net_raw=ep'] },
        { ...entry, path: '/sh', type: 'symlink', target: 'ash', sha256: null },
      ],
    });
  });
});
