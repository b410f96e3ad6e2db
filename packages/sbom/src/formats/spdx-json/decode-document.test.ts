import { describe, expect, it } from 'vitest';
import { decode } from './decode.ts';

describe('formats/spdx-json/decode-document', () => {
  it('keeps what the document says of itself and of packages', () => {
    const creators = ['Tool: maker-1', 'Organization: Example', 'Person: A (a@example.com)'];
    const packages = [
      {
        SPDXID: 'SPDXRef-a',
        name: 'a',
        versionInfo: '1',
        supplier: 'Organization: Maker',
        checksums: [{ checksumValue: 'ab' }],
      },
      { SPDXID: 'SPDXRef-b', name: 'b', versionInfo: '1', originator: 'NOASSERTION', checksums: 'odd' },
      { SPDXID: 'SPDXRef-c', name: 'c', versionInfo: '1' },
    ];
    const creationInfo = { creators, created: '2026-01-01T00:00:00Z' };
    const root = { spdxVersion: 'SPDX-2.3', documentNamespace: 'https://example.com/1', creationInfo, packages };
    const { document, packages: found } = decode(root, 'x');
    const idOf = (name: string) => found.find((one) => one.name === name)?.id ?? '';
    expect(document).toEqual({
      format: 'SPDX',
      formatVersion: '2.3',
      created: '2026-01-01T00:00:00Z',
      authors: ['Example', 'A (a@example.com)'],
      serial: 'https://example.com/1',
      phases: [],
      signed: false,
      stated: { [idOf('a')]: { supplier: 'Maker', hashed: true }, [idOf('b')]: { supplier: 'NOASSERTION' } },
    });
  });
});
