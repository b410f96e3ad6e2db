import type { Match, PolicyFacts } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../parse-policy.ts';
import {
  aBill,
  aConfig,
  aDataSource,
  aMatch,
  anImage,
  aPackage,
  aReport,
  exploited,
  fixedIn,
  someFacts,
  verdictOf,
  withText,
} from '../testing/index.ts';
import { packs } from './registry.ts';

const lodash = aPackage('npm', 'lodash');
/** The usual facts with a package and this Dockerfile. */
const image = (text: string) => ({ ...withText(text), bill: aBill([lodash]) });
const secure = packs.find(({ name }) => name === 'secure')?.policy;
const withMatch = (more: Partial<Match>) =>
  someFacts({ bill: aBill([lodash]), report: aReport([aMatch(lodash, 'CVE-1', more)]) });

function says(facts: PolicyFacts) {
  const verdict = verdictOf(secure, facts);
  return {
    action: verdict.finalAction,
    rules: verdict.findings.map(({ ruleId }) => ruleId),
    problems: verdict.problems,
  };
}

describe('policy/packs', () => {
  it.each(packs.map((pack) => [pack.name, pack] as const))(
    '%s is a policy without problems',
    (_name, { policy, title, about }) => {
      const parsed = parsePolicy(policy, 'pack');
      expect(parsed.problems).toEqual([]);
      expect(title.length * about.length).toBeGreaterThan(0);
      const rules = parsed.policy.ruleSets.flatMap((ruleSet) => ruleSet.rules);
      expect(rules.filter(({ recommendation }) => recommendation.length < 20)).toEqual([]);
      for (const rule of rules.filter(({ gate, trigger }) => gate === 'vulnerabilities' && trigger === 'package')) {
        const names = rule.params.map(({ name }) => name);
        expect(names).toEqual(expect.arrayContaining(['severity', 'severity_comparison', 'vendor_only']));
      }
    },
  );

  it.each([
    ['nothing', someFacts({ bill: aBill([lodash]) }), 'go', []],
    ['no package', someFacts(), 'warn', ['nothing-found']],
    ['a critical with a fix', withMatch({ severity: 'critical', fix: fixedIn('2') }), 'stop', ['critical-with-fix']],
    ['a critical without', withMatch({ severity: 'critical' }), 'warn', ['critical-without-fix']],
    [
      'an exploited low with a fix',
      withMatch({ severity: 'low', fix: fixedIn('2'), knownExploited: exploited('CVE-1') }),
      'stop',
      ['exploited-with-fix'],
    ],
    [
      'an exploited unknown without',
      withMatch({ severity: 'unknown', knownExploited: exploited('CVE-1') }),
      'warn',
      ['exploited-without-fix'],
    ],
    ['malware', withMatch({ severity: 'unknown', malicious: true }), 'stop', ['malicious-package']],
    ['a high with a fix', withMatch({ severity: 'high', fix: fixedIn('2') }), 'warn', ['high-with-fix']],
    ['a medium with a fix', withMatch({ severity: 'medium', fix: fixedIn('2') }), 'warn', ['medium-with-fix']],
    ['a medium without', withMatch({ severity: 'medium' }), 'go', []],
    ['root', image('FROM a\nHEALTHCHECK CMD x'), 'warn', ['runs-as-root']],
    ['a shell port', image('FROM a\nUSER a\nHEALTHCHECK CMD x\nEXPOSE 22'), 'warn', ['remote-shell-port']],
    ['no health check', image('FROM a\nUSER a'), 'warn', ['no-healthcheck']],
    [
      'ADD from the network',
      image('USER a\nHEALTHCHECK x\nADD --chown=a https://x/y /z'),
      'warn',
      ['adds-from-network'],
    ],
    ['a secret', image('USER a\nHEALTHCHECK x\nENV A=b DB_PASSWORD=hunter2'), 'warn', ['secret-in-environment']],
    ['a secret key', image('USER a\nHEALTHCHECK x\nENV AWS_SECRET_ACCESS_KEY=abc'), 'warn', ['secret-in-environment']],
    ['no secret', image('USER a\nHEALTHCHECK x\nENV PASSWORD_FILE=/run/x TOKEN=$TOKEN'), 'go', []],
    [
      'curl into a shell',
      image('USER a\nHEALTHCHECK x\nRUN curl -s https://x | sudo bash -'),
      'warn',
      ['download-into-shell'],
    ],
    ['curl into jq', image('USER a\nHEALTHCHECK x\nRUN curl -s https://x | jq .'), 'go', []],
    [
      'starter data',
      someFacts({ bill: aBill([lodash]), report: aReport([], { starter: true }) }),
      'warn',
      ['starter-data'],
    ],
    [
      'old data',
      someFacts({
        bill: aBill([aPackage('deb', 'bash')]),
        report: aReport([], {
          sources: [
            aDataSource('Debian', { releases: ['Debian:12'], fetchedAt: '2026-01-01T00:00:00Z' }),
            aDataSource('kev', { feed: 'kev' }),
          ],
        }),
      }),
      'stop',
      ['distro-data-old'],
    ],
    [
      'no data for a language',
      someFacts({ bill: aBill([aPackage('cargo', 'time')]) }),
      'stop',
      ['language-data-missing'],
    ],
  ])('secure, %s', (_name, facts, action, rules) => {
    expect(says(facts)).toEqual({ action, rules, problems: [] });
  });

  it('secure stops when matching was not done or the exploited list is missing', () => {
    expect(says(someFacts({ report: null })).action).toBe('stop');
    const report = aReport([], { sources: [aDataSource('Debian', { releases: ['Debian:12'] })] });
    expect(says(someFacts({ bill: aBill([aPackage('deb', 'bash')]), report }))).toMatchObject({
      action: 'stop',
      rules: [],
      problems: [{ severity: 'error' }, { severity: 'warn' }],
    });
  });

  it('secure does not ask folders and SBOMs about a Dockerfile', () => {
    for (const source of [
      { kind: 'directory', target: 'x', path: '/x' },
      { kind: 'other', target: 'x' },
    ] as const) {
      const facts = someFacts({
        tag: null,
        dockerfile: { mode: 'unknown', text: '' },
        bill: aBill([lodash], { source, distro: null }),
      });
      expect(says(facts)).toEqual({ action: 'go', rules: [], problems: [] });
    }
  });

  it('secure maps images without a tag', () => {
    const source = anImage({ config: aConfig({ user: 'app' }) });
    expect(verdictOf(secure, someFacts({ tag: null, bill: aBill([], { source }) })).imageMappedToRule).toBe(true);
  });
});
