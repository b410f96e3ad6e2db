import { gzipSync } from 'node:zlib';
import { failureCode } from '@gantry/core/testing';
import { describe, expect, it } from 'vitest';
import type { CveRating } from '../../store/types.ts';
import { testFeedFile, testSink } from '../../testing/index.ts';
import { itemsOf } from './items.ts';
import { readCves } from './to-ratings.ts';

async function read(content: string | Uint8Array) {
  const kept: CveRating[] = [];
  const ages: (string | null)[] = [];
  const lost: string[] = [];
  const sink = testSink({
    rating: (rating, modified) => {
      kept.push(rating);
      ages.push(modified);
    },
    rejected: (reason, record) => void lost.push(`${reason} ${record}`),
    flawed: (reason, record) => void lost.push(`${reason} ${record}`),
  });
  await readCves(testFeedFile(content), sink);
  return { kept, ages, lost };
}

const document = (...cves: readonly object[]) =>
  JSON.stringify({ format: 'NVD_CVE', vulnerabilities: cves.map((cve) => ({ cve })), timestamp: 'x' }, null, 1);
const metric = (source: string, vectorString: string) => ({
  source,
  type: 'Primary',
  cvssData: { vectorString, baseScore: 1 },
});
const critical = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';
const medium = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N';
const ssvc = (...options: readonly object[]) => ({ ssvcV203: [{ source: 'x', ssvcData: { options } }] });

describe('feeds/nvd', () => {
  it('reads every score with its source, by NVD first', async () => {
    const { kept, ages, lost } = await read(
      document({
        id: 'CVE-2024-1000',
        lastModified: '2026-06-17T07:43:17.830',
        descriptions: [{ value: 'braces } and ] and \\" in texts' }],
        metrics: {
          cvssMetricV31: [metric('security@example.com', critical), metric('nvd@nist.gov', medium)],
          cvssMetricV2: [metric('nvd@nist.gov', 'AV:N/AC:L/Au:N/C:P/I:N/A:N')],
          ...ssvc({ exploitation: 'none' }, { automatable: 'yes' }, { technicalImpact: 'total' }),
        },
      }),
    );
    expect(kept[0]).toMatchObject({
      cve: 'CVE-2024-1000',
      severity: 'medium',
      ssvc: { automatable: true, technicalImpact: 'total' },
    });
    expect(kept[0]?.scores.map(({ source, version, baseScore }) => [source, version, baseScore])).toEqual([
      ['security@example.com', '3.1', 9.8],
      ['nvd', '3.1', 6.1],
      ['nvd', '2.0', 5],
    ]);
    expect([ages, lost]).toEqual([['2026-06-17T07:43:17Z'], []]);
  });

  it.each([
    ['no metrics', {}, 'unknown', null],
    ['only others', { cvssMetricV31: [metric('134c704f-9b21-4f2e-91b3-4a467353bcc0', critical)] }, 'critical', null],
    ['half a decision', ssvc({ automatable: 'no' }), 'unknown', null],
    ['a decision in other words', ssvc({ automatable: 'perhaps' }, { technicalImpact: 'total' }), 'unknown', null],
    [
      'a decision in capitals',
      ssvc({ automatable: 'No' }, { technicalImpact: 'Partial' }),
      'unknown',
      { automatable: false, technicalImpact: 'partial' },
    ],
    ['metrics of another type', { cvssMetricV31: 'x', ssvcV203: [null, { ssvcData: [] }] }, 'unknown', null],
  ])('takes %s', async (_what, metrics, severity, decision) => {
    const { kept, lost } = await read(document({ id: 'CVE-2024-1000', metrics }));
    expect(kept).toMatchObject([{ severity, ssvc: decision }]);
    expect(lost).toEqual([]);
  });

  it('counts what is no CVE, and scores that are none', async () => {
    const { kept, lost } = await read(
      document({ id: 'x' }, {}, { id: 'CVE-2024-1000', metrics: { cvssMetricV31: [metric('nvd@nist.gov', 'high')] } }),
    );
    expect(kept.map(({ cve }) => cve)).toEqual(['CVE-2024-1000']);
    expect(lost.map((one) => one.split(' ')[0])).toEqual(['bad-cve', 'bad-cve', 'bad-score']);
  });

  it('reads packed documents', async () => {
    expect((await read(gzipSync(document({ id: 'CVE-2024-1000' })))).kept).toHaveLength(1);
  });

  it.each([
    ['nothing', ''],
    ['another document', '{"products":[{}]}'],
    ['the list deeper down', '{"x":{"vulnerabilities":[{"cve":{}}]}}'],
    ['the name as a value', '{"x":"vulnerabilities","y":[{"cve":{}}]}'],
    ['a page', '<html>'],
    ['a cut document', document({ id: 'CVE-2024-1000' }).slice(0, -30)],
  ])('refuses %s', async (_what, text) => {
    expect(await failureCode(() => read(text))).toBe('VULNS_FEED_UNREADABLE');
  });

  it('finds the same items wherever the pieces are cut', async () => {
    const items = [{ cve: { a: ['}', '{"', '\\'], 'b\\"': [[{}], 1] } }, { cve: { ü: '€' } }];
    const bytes = Buffer.from(JSON.stringify({ a: '[{"', vulnerabilities: items, z: [{}] }));
    for (let size = 1; size < bytes.length; size += 1) {
      const found: unknown[] = [];
      for await (const texts of itemsOf(cut(bytes, size), 'vulnerabilities'))
        found.push(...texts.map((text) => JSON.parse(text)));
      expect(found, `pieces of ${size}`).toEqual(items);
    }
  });

  it('does not hold an endless item', async () => {
    const endless = (async function* () {
      yield Buffer.from('{"vulnerabilities":[{"a":"');
      for (let at = 0; at < 40; at += 1) yield Buffer.alloc(1024 * 1024, 120);
    })();
    const readAll = async () => {
      for await (const _items of itemsOf(endless, 'vulnerabilities'));
    };
    await expect(readAll()).rejects.toThrow('too long');
  });
});

async function* cut(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
