import { by } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { hasImage, inspectionOfImage, oracleRows } from '../../testing/oracle.ts';

const wish = { parts: new Set(['secretSearch'] as const), retrieve: [] };
/** Names of the oracle, and ours. */
const kinds: Readonly<Record<string, string>> = {
  'secret:aws-access-key': 'AWS_ACCESS_KEY',
  'secret:private-key': 'PRIV_KEY',
  'secret:github-token': 'GITHUB_TOKEN',
};

describe.skipIf(!hasImage('tricky'))('secrets of tricky', () => {
  it('are found, the deleted one too, and nothing else but the other half of a key pair', async () => {
    const { secretSearch } = (await inspectionOfImage('tricky', wish)) ?? {};
    const planted = oracleRows('tricky', 'findings.tsv').flatMap(({ what = '', path, where = '' }) =>
      kinds[what] === undefined
        ? []
        : [{ path: `/${path}`, pattern: kinds[what], visible: !where.includes('deleted') }],
    );
    const found = secretSearch?.hits.map(({ path, pattern, visible }) => ({ path, pattern, visible })) ?? [];
    const pair = { path: '/root/.aws/credentials', pattern: 'AWS_SECRET_KEY', visible: true };
    const order = by<(typeof found)[number]>(
      ({ path }) => path,
      ({ pattern }) => pattern,
    );
    expect(planted).toHaveLength(5);
    expect(found.sort(order)).toEqual([...planted, pair].sort(order));
    expect(secretSearch?.skipped).toEqual([]);
  });
});

describe.skipIf(!hasImage('app-node'))('forty thousand files of public packages', () => {
  it('hold no secret', async () => {
    const { secretSearch } = (await inspectionOfImage('app-node', wish)) ?? {};
    expect(secretSearch).toMatchObject({ hits: [], skipped: [] });
  }, 180_000);
});
