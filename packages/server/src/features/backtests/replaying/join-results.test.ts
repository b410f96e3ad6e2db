import { createBacktest, type Policy, parsePolicy, type StoredEvaluation } from '@gantry/policy';
import { aBill, aDocument, aMatch, aPackage, aReport, aRule, someFacts } from '@gantry/policy/testing';
import { expect, it } from 'vitest';
import { joinResults } from './join-results.ts';

const deb = aPackage('deb', 'openssl');
const facts = someFacts({ bill: aBill([deb]), report: aReport([aMatch(deb, 'CVE-1')]) });
const rule = aRule('vulnerabilities.package', { package_type: 'os', vendor_only: 'false' }, { id: 'os' });
const policy: Policy = parsePolicy(aDocument([rule]), 'p').policy;

function evaluation(image: number, at: number): StoredEvaluation {
  const before = (image + at) % 3 === 0 ? 'stop' : 'go';
  return {
    ...{ image: `image-${image}`, tag: `app:${image}`, team: image % 4 === 0 ? null : `team-${image % 3}` },
    clock: `2026-01-0${at + 1}T00:00:00Z`,
    digests: { sbom: 's', advisories: 'a' },
    content: `${image}-${at === 2 ? 'gone' : 'there'}`,
    facts: () => (at === 2 ? `gone ${image % 2}` : facts),
    data: facts.report?.data ?? null,
    outcome: { action: before, stops: before === 'stop' ? { old: 2 } : {} },
  };
}

it('says the same of parts as of the whole', () => {
  const whole = createBacktest(policy);
  const parts = [createBacktest(policy), createBacktest(policy), createBacktest(policy)];
  for (let image = 0; image < 20; image += 1)
    for (let at = 0; at < 4; at += 1) {
      whole.add(evaluation(image, at));
      parts[image % 3]?.add(evaluation(image, at));
    }
  const { distinct: _ours, ...joined } = joinResults(parts.map((part) => part.result()));
  const { distinct: _theirs, ...expected } = whole.result();
  expect(expected.flippedImages).toBeGreaterThan(5);
  expect(expected.notReplayed).toHaveLength(2);
  expect(joined).toEqual(expected);
});
