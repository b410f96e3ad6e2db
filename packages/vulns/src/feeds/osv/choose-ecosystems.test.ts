import { failureCode } from '@gantry/core/testing';
import { describe, expect, it } from 'vitest';
import { chooseEcosystems } from './choose-ecosystems.ts';

const bucket = [
  'Alpine',
  'Alpine:v3.19',
  'Android',
  'Debian',
  'Debian:12',
  'GIT',
  'Linux',
  'OSS-Fuzz',
  'Red Hat',
  'Ubuntu:22.04:LTS',
  'npm',
];

describe('feeds/osv/choose-ecosystems', () => {
  it.each([
    ['all that can be matched', null, ['Alpine', 'Debian', 'Red Hat', 'Ubuntu:22.04:LTS', 'npm']],
    ['one', ['npm'], ['npm']],
    ['one in another case', ['NPM', 'red hat'], ['npm', 'Red Hat']],
    ['a release with its own zip', ['Debian:12'], ['Debian:12']],
    ['a release in the zip of its family', ['Debian:11'], ['Debian']],
    ['two releases of one zip', ['Debian:10', 'Debian:11'], ['Debian']],
    ['one that cannot be matched, when asked for', ['Linux'], ['Linux']],
    ['none', [], []],
  ])('%s', (_what, wanted, chosen) => {
    expect(chooseEcosystems(bucket, wanted, 'there')).toEqual(chosen);
  });

  it.each(['npn', 'Hex', '__proto__', ''])('refuses %j', async (wanted) => {
    expect(await failureCode(() => chooseEcosystems(bucket, [wanted], 'there'))).toBe('VULNS_FEED_ECOSYSTEM_UNKNOWN');
  });
});
