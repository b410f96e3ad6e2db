import { describe, expect, it } from 'vitest';
import { bestScore, scoreCvss, severityOfScore } from './score.ts';

describe('cvss/score', () => {
  // Numbers from the examples of the specifications and from NVD's entries for the CVEs named.
  it.each([
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', '3.1', 10, 3.9, 6.0], // CVE-2021-44228
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', '3.1', 9.8, 3.9, 5.9], // CVE-2022-22965
    ['CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N', '3.0', 6.1, 2.8, 2.7], // CVE-2013-1937
    ['CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H', '3.1', 7.8, 1.8, 5.9], // CVE-2021-3156
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N', '3.1', 0, 3.9, 0],
    ['AV:N/AC:L/Au:N/C:C/I:C/A:C', '2.0', 10, 10, 10], // CVE-2014-6271
    ['(AV:N/AC:L/Au:N/C:P/I:N/A:N)', '2.0', 5, 10, 2.9], // CVE-2014-0160
    ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', '4.0', 9.3, undefined, undefined],
  ])('scores %s', (vector, version, base, exploitability, impact) => {
    const score = scoreCvss(vector, 'nvd');
    expect(score).toMatchObject({ source: 'nvd', version, vector, baseScore: base });
    expect(score?.exploitabilityScore).toBe(exploitability);
    expect(score?.impactScore).toBe(impact);
  });

  it('gives the base score whatever temporal or threat metrics follow', () => {
    expect(scoreCvss('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:U/RL:O', 'x')?.baseScore).toBe(9.8);
    expect(scoreCvss('CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:U', 'x')?.baseScore).toBe(9.3);
  });

  it.each([
    ['nothing', ''],
    ['words', 'high'],
    ['a bare number', '9.8'],
    ['a missing base metric', 'CVSS:3.1/AV:N/AC:L'],
    ['an unknown value', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:Q'],
    ['an unknown metric', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/XX:Y'],
    ['a repeated metric', 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/A:N'],
    ['a version to come', 'CVSS:5.0/AV:N'],
    ['a prototype key', 'CVSS:3.1/__proto__:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'],
    ['a very long text', `CVSS:3.1/${'AV:N/'.repeat(100_000)}`],
  ])('gives nothing for %s', (_what, vector) => {
    expect(scoreCvss(vector, 'x')).toBeNull();
  });

  it.each([
    [10, '3.1', 'critical'],
    [9, '3.1', 'critical'],
    [8.9, '3.1', 'high'],
    [7, '4.0', 'high'],
    [6.9, '3.0', 'medium'],
    [4, '3.1', 'medium'],
    [3.9, '3.1', 'low'],
    [0.1, '3.1', 'low'],
    [0, '3.1', 'negligible'],
    [10, '2.0', 'high'],
    [6.9, '2.0', 'medium'],
    [3.9, '2.0', 'low'],
    [11, '3.1', 'unknown'],
    [Number.NaN, '3.1', 'unknown'],
  ] as const)('%d by %s is %s', (score, version, severity) => {
    expect(severityOfScore(score, version)).toBe(severity);
  });

  it('prefers the newest CVSS version, then the higher score', () => {
    const scores = [
      scoreCvss('AV:N/AC:L/Au:N/C:C/I:C/A:C', 'a'),
      scoreCvss('CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H', 'b'),
      scoreCvss('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 'c'),
    ].filter((score) => score !== null);
    expect(bestScore(scores)?.source).toBe('c');
    expect(bestScore([])).toBeNull();
  });
});
