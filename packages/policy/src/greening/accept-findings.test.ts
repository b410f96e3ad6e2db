import type { PolicyFacts } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../parse-policy.ts';
import {
  aBill,
  aDocument,
  aMapping,
  aMatch,
  aPackage,
  aReport,
  aRule,
  fixedIn,
  someFacts,
  testNow,
} from '../testing/index.ts';
import { pathToGreen } from './path-to-green.ts';

function greenOf(rules: readonly unknown[], facts: PolicyFacts, more: Record<string, unknown> = {}) {
  const { policy } = parsePolicy(aDocument(rules, more), 'p');
  return pathToGreen({ facts, policy, now: testNow, digests: { sbom: 's', advisories: 'a' } });
}

const own = aPackage('npm', 'lodash');
const stopOnAny = aRule('vulnerabilities.package', { package_type: 'all' });

describe('policy/greening: acceptances', () => {
  const unfixed = (more: Parameters<typeof aMatch>[2] = {}) =>
    someFacts({ bill: aBill([own]), report: aReport([aMatch(own, 'CVE-1', more)]) });

  it('offers, apart from edits, to accept for thirty days what no edit turns', () => {
    const green = greenOf([stopOnAny], unfixed());
    expect(green).toMatchObject({ edits: [], verdictAfter: 'stop', verdictAccepted: 'go' });
    expect(green.acceptances).toMatchObject([
      { gate: 'vulnerabilities', triggerId: 'CVE-1+evidence', expiresOn: '2026-12-21T12:00:00.000Z' },
    ]);
    expect(green.acceptances[0]?.says).toMatch(/^accept until 2026-12-21, as a risk that stays: /);
  });

  const many = Array.from({ length: 21 }, (_, at) => aMatch(own, `CVE-${at}`));
  const deniedImage = { id: 'd', name: 'd', registry: '*', repository: '*', image: { type: 'tag', value: '*' } };
  it.each([
    ['what an upgrade turns', [stopOnAny], unfixed({ fix: fixedIn('2.0.0') }), {}],
    ['malware', [stopOnAny], unfixed({ malicious: true }), {}],
    ['an unconditional stop', [aRule('always.always')], unfixed(), {}],
    [
      'what advice turns',
      [aRule('vulnerabilities.starter_data_only')],
      someFacts({ report: aReport([], { starter: true }) }),
      {},
    ],
    ['what would not be enough', [stopOnAny, aRule('files.suid_or_guid_set')], unfixed(), {}],
    ['more than people look at', [stopOnAny], someFacts({ bill: aBill([own]), report: aReport(many) }), {}],
    [
      'an id that would cover others',
      [stopOnAny],
      someFacts({ bill: aBill([own]), report: aReport([aMatch(own, 'CVE-*')]) }),
      {},
    ],
    ['a denied image', [stopOnAny], unfixed(), { denylisted_images: [deniedImage] }],
  ])('never for %s', (_name, rules, facts, more) => {
    expect(greenOf(rules, facts, more)).toMatchObject({ acceptances: [], verdictAccepted: null });
  });

  it('puts them where the mapping looks', () => {
    const mappings = [aMapping({ id: 'other', repository: 'nothing' }), aMapping({ id: 'm2' })];
    expect(greenOf([stopOnAny], unfixed(), { mappings }).verdictAccepted).toBe('go');
  });
});
