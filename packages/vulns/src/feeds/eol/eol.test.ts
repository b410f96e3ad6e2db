import { failureCode } from '@gantry/core/testing';
import { describe, expect, it } from 'vitest';
import type { ProductLifecycles } from '../../store/types.ts';
import { testFeedFile, testSink } from '../../testing/index.ts';
import { readProducts } from './to-products.ts';

async function read(document: unknown) {
  const kept: ProductLifecycles[] = [];
  const ages: (string | null)[] = [];
  const lost: string[] = [];
  const sink = testSink({
    product: (product, asOf) => {
      kept.push(product);
      ages.push(asOf);
    },
    rejected: (reason, record) => void lost.push(`${reason} ${record}`),
    flawed: (reason, record) => void lost.push(`${reason} ${record}`),
  });
  await readProducts(testFeedFile(typeof document === 'string' ? document : JSON.stringify(document)), sink);
  return { kept, ages, lost };
}

const bookworm = {
  cycle: '12',
  codename: 'Bookworm',
  endOfActiveSupport: null,
  endOfLife: '2026-07-11',
  endOfExtendedSupport: '2028-06-30',
  latest: '12.15',
  lts: false,
};

describe('feeds/eol', () => {
  it('reads the layout of the pages', async () => {
    const { kept, ages, lost } = await read({
      date: '2026-08-22',
      products: [
        {
          product: 'debian',
          label: 'Debian',
          category: 'os',
          identifiers: [
            { type: 'cpe', id: 'cpe:2.3:o:debian:debian_linux' },
            { type: 'cpe', id: 'cpe:/o:debian:debian_linux' },
            { type: 'purl', id: 'pkg:npm/%40Scope/Thing@1?x=y' },
            { type: 'purl', id: 'pkg:nuget/jQuery' },
            { type: 'repology', id: 'debian' },
            { type: 'purl', id: 'no purl' },
            { type: 'cpe', id: 'cpe:2.3:a:*:thing' },
          ],
          cycles: [{ cycle: '12', codename: 'Bookworm', eol: '2026-07-11', eoes: '2028-06-30', latest: '12.15' }],
        },
      ],
    });
    const identifiers = ['cpe:o:debian:debian_linux', 'purl:pkg:npm/%40scope/thing', 'purl:pkg:nuget/jquery'];
    expect(kept).toEqual([{ product: 'debian', label: 'Debian', identifiers, cycles: [bookworm] }]);
    expect([ages, lost]).toEqual([['2026-08-22T00:00:00Z'], []]);
  });

  it('reads the layout of the API', async () => {
    const { kept, ages, lost } = await read({
      schema_version: '1.2.0',
      generated_at: '2026-08-22T01:02:03+00:00',
      result: [
        {
          name: 'debian',
          label: 'Debian',
          identifiers: [{ type: 'cpe', id: 'cpe:/o:debian:debian_linux' }],
          releases: [
            {
              name: '12',
              codename: 'Bookworm',
              isLts: false,
              ltsFrom: null,
              isEol: true,
              eolFrom: '2026-07-11',
              isEoes: false,
              eoesFrom: '2028-06-30',
              latest: { name: '12.15', date: '2026-07-11', link: null },
            },
          ],
        },
      ],
    });
    expect(kept).toEqual([
      { product: 'debian', label: 'Debian', identifiers: ['cpe:o:debian:debian_linux'], cycles: [bookworm] },
    ]);
    expect([ages, lost]).toEqual([['2026-08-22T01:02:03Z'], []]);
  });

  it.each([
    ['a day', { eol: '2024-01-02' }, { endOfLife: '2024-01-02' }],
    ['a word', { eol: true, eoas: false }, { endOfLife: true, endOfActiveSupport: false }],
    ['a word of the API', { isEol: true, eolFrom: null }, { endOfLife: true }],
    ['a day that is none', { eol: '2024-99-99' }, { endOfLife: null }],
    ['another type', { eol: 20240102 }, { endOfLife: null }],
    ['nothing', {}, { endOfLife: null, lts: false, latest: null }],
    ['a long-term cycle', { lts: true }, { lts: true }],
    ['a cycle that becomes one', { lts: '2026-10-28' }, { lts: true }],
  ])('takes %s', async (_what, said, expected) => {
    const { kept } = await read({ products: [{ product: 'x', cycles: [{ cycle: '1', ...said }] }] });
    expect(kept[0]?.cycles[0]).toMatchObject(expected);
  });

  it('counts what it cannot read', async () => {
    const { kept, lost } = await read({
      products: [null, [], { label: 'x' }, { product: 'y', cycles: [null, { eol: true }, { cycle: '1' }] }],
    });
    expect(kept.map(({ product, cycles }) => [product, cycles.length])).toEqual([['y', 1]]);
    expect(lost).toEqual(['bad-product product 0', 'bad-product product 1', 'bad-product product 2', 'bad-cycle y']);
  });

  it.each(['', '[]', '{}', '{"products":{}}', '<html>', '{"__proto__":{"products":[]}}'])(
    'refuses %j',
    async (text) => {
      expect(await failureCode(() => read(text))).toBe('VULNS_FEED_UNREADABLE');
    },
  );
});
