import { gzipSync } from 'node:zlib';
import { failureCode } from '@gantry/core/testing';
import { describe, expect, it } from 'vitest';
import { testFeedFile, testSink } from '../../testing/index.ts';
import { readScores } from './to-forecasts.ts';

async function read(content: string | Uint8Array) {
  const kept: unknown[][] = [];
  const lost: string[] = [];
  const sink = testSink({
    forecast: (cve, { score, percentile, date }) => void kept.push([cve, score, percentile, date]),
    rejected: (reason, record) => void lost.push(`${reason} ${record}`),
  });
  await readScores(testFeedFile(content), sink);
  return { kept, lost };
}

const head = '#model_version:v2025.03.14,score_date:2026-08-22T00:00:00+0000\ncve,epss,percentile\n';

describe('feeds/epss', () => {
  it.each([
    ['a day', `${head}CVE-2021-44228,0.94358,0.99962\n`, [['CVE-2021-44228', 0.94358, 0.99962, '2026-08-22']]],
    ['a day with Windows ends', `${head}CVE-2021-44228,1,0\r\n`, [['CVE-2021-44228', 1, 0, '2026-08-22']]],
    ['no end of the last line', `${head}CVE-2021-44228,0.1,0.2`, [['CVE-2021-44228', 0.1, 0.2, '2026-08-22']]],
    ['small numbers', `${head}CVE-2021-44228,1e-05,0.2`, [['CVE-2021-44228', 0.00001, 0.2, '2026-08-22']]],
    ['packed', gzipSync(`${head}CVE-2021-44228,0.1,0.2`), [['CVE-2021-44228', 0.1, 0.2, '2026-08-22']]],
    [
      'rows with days of their own',
      'cve,epss,percentile,date\nCVE-2021-44228,0.1,0.2,2025-01-02\n',
      [['CVE-2021-44228', 0.1, 0.2, '2025-01-02']],
    ],
    ['no rows', head, []],
  ])('reads %s', async (_what, content, expected) => {
    expect(await read(content)).toEqual({ kept: expected, lost: [] });
  });

  it.each([
    ['no CVE', 'GHSA-1,0.1,0.2'],
    ['a share above one', 'CVE-2021-44228,1.1,0.2'],
    ['a negative one', 'CVE-2021-44228,-0.1,0.2'],
    ['a word', 'CVE-2021-44228,high,0.2'],
    ['too few cells', 'CVE-2021-44228,0.1'],
    ['an endless number', `CVE-2021-44228,0.${'1'.repeat(50_000)},0.2`],
    ['a CVE without end', `CVE-2021-${'4'.repeat(50_000)},0.1,0.2`],
  ])('counts a row with %s', async (_what, row) => {
    const { kept, lost } = await read(`${head}${row}\nCVE-2021-44228,0.1,0.2\n`);
    expect([kept.length, lost]).toEqual([1, [`bad-row ${row.slice(0, 60)}`]]);
  });

  it('counts rows of an unknown day', async () => {
    expect(await read('cve,epss,percentile\nCVE-2021-44228,0.1,0.2')).toMatchObject({
      kept: [],
      lost: [expect.any(String)],
    });
  });

  it.each([
    ['nothing', ''],
    ['comments only', '#x\n'],
    ['a page', '<html>\n<body>'],
    ['other columns', 'cve,score\nCVE-2021-44228,0.1'],
    ['cut gzip', gzipSync(head).subarray(0, 30)],
    ['broken gzip', Buffer.concat([gzipSync(head).subarray(0, 12), Buffer.alloc(50, 7)])],
  ])('refuses %s', async (_what, content) => {
    expect(await failureCode(() => read(content))).toBe('VULNS_FEED_UNREADABLE');
  });
});
