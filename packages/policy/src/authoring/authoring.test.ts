import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { packs } from '../packs/registry.ts';
import { parsePolicy } from '../parse-policy.ts';
import { aDocument, aMapping, aRule, testNow } from '../testing/index.ts';
import { canonicalDocument, lintPolicy, policyJsonSchema } from './index.ts';

describe('policy/authoring: the schema', () => {
  const validate = new Ajv2020({ strict: false, allErrors: true }).compile(policyJsonSchema());
  const wrong = (document: unknown) => {
    validate(document);
    return (validate.errors ?? []).map(({ instancePath }) => instancePath);
  };
  const vulnerable = (params: Record<string, string>) => aDocument([aRule('vulnerabilities.package', params)]);

  it.each(packs.map((pack) => [pack.name, pack.policy] as const))('the pack %s is valid', (_name, policy) => {
    expect(wrong(policy)).toEqual([]);
  });

  it.each([
    ['a complete rule', vulnerable({ package_type: 'all', severity: 'high' }), true],
    ['a gate that is not there', aDocument([aRule('nope.package')]), false],
    ['a trigger that is not there', aDocument([aRule('vulnerabilities.nope')]), false],
    ['an unknown parameter', vulnerable({ package_type: 'all', colour: 'red' }), false],
    ['a value that is not there', vulnerable({ package_type: 'all', severity: 'huge' }), false],
    ['a truth that is none', vulnerable({ package_type: 'all', vendor_only: 'maybe' }), false],
    ['a missing parameter', vulnerable({ severity: 'high' }), false],
    ['a parameter where none is taken', aDocument([aRule('always.always', { a: 'b' })]), false],
    ['another action', aDocument([aRule('always.always', {}, { action: 'MAYBE' })]), false],
    ['no rule sets', { id: 'p', name: 'p', version: '2', mappings: [] }, false],
  ])('%s', (_what, document, valid) => {
    expect(wrong(document).length === 0).toBe(valid);
  });

  it('says what triggers and parameters are for', () => {
    const text = JSON.stringify(policyJsonSchema());
    expect(text).toContain('Takes true or false.');
    expect(text).toContain('"const":"effective_user"');
  });
});

describe('policy/authoring: lint', () => {
  const codes = (document: unknown) =>
    lintPolicy(parsePolicy(document, 'p'), Date.parse(testNow)).map(({ severity, code }) => `${severity} ${code}`);
  const good = { recommendation: 'do' };
  const always = aRule('always.always', {}, good);
  const item = {
    id: 'i',
    gate: 'always',
    trigger_id: 'always',
    expires_on: '2027-01-01T00:00:00Z',
    description: 'why',
  };
  const excepting = (more: Record<string, unknown>, mapping = aMapping({ allowlist_ids: ['l'] })) =>
    aDocument([always], {
      mappings: [mapping],
      allowlists: [{ id: 'l', name: 'l', version: '2', items: [{ ...item, ...more }] }],
    });
  const two = [
    { ...always, id: 'a' },
    { ...always, id: 'b' },
  ];
  const severe = { package_type: 'all', severity: 'high' };
  const listed = { id: 'w', name: 'w', registry: '*', repository: '*', image: { type: 'tag', value: '*' } };
  const narrow = aMapping({ id: 'n', registry: 'quay.io' });

  it.each([
    ['nothing', aDocument([always]), []],
    [
      'an unmapped rule set',
      aDocument([always], { mappings: [aMapping({ rule_set_ids: [] })] }),
      ['warn unmapped-rule-set'],
    ],
    ['an empty rule set', aDocument([]), ['warn empty-rule-set']],
    ['no mappings', aDocument([always], { mappings: [] }), ['warn no-mappings', 'warn unmapped-rule-set']],
    [
      'a mapping behind a wide one',
      aDocument([always], { mappings: [aMapping(), narrow] }),
      ['warn unreachable-mapping'],
    ],
    ['a mapping before a wide one', aDocument([always], { mappings: [narrow, aMapping()] }), []],
    ['everything allowed', aDocument([always], { allowlisted_images: [listed] }), ['warn everything-allowed']],
    [
      'allowed and denied',
      aDocument([always], { allowlisted_images: [listed], denylisted_images: [listed] }),
      ['warn allowed-and-denied'],
    ],
    ['the same rule twice', aDocument(two), ['warn duplicate-rule']],
    ['a GO rule', aDocument([{ ...always, action: 'GO' }]), ['info go-rule']],
    ['no recommendation', aDocument([aRule('always.always')]), ['info missing-recommendation']],
    [
      'a severity alone',
      aDocument([aRule('vulnerabilities.package', severe, good)]),
      ['warn severity-without-comparison'],
    ],
    [
      'regulatory use of the default',
      aDocument([aRule('vulnerabilities.package', { package_type: 'all' }, { ...good, control_ids: ['X:1'] })]),
      ['warn vendor-only-default'],
    ],
    [
      'an age that does not count',
      aDocument([aRule('vulnerabilities.package', { package_type: 'all', max_days_since_fix: '3' }, good)]),
      ['warn parameter-without-effect'],
    ],
    ['an exception', excepting({}), []],
    ['an allowlist that no mapping names', excepting({}, aMapping()), ['warn unused-allowlist']],
    ['an exception that ended', excepting({ expires_on: '2026-01-01T00:00:00Z' }), ['warn expired-exception']],
    ['an exception for everything', excepting({ trigger_id: '*' }), ['warn broad-exception']],
    ['an exception for every CVE', excepting({ trigger_id: 'CVE-*+*' }), ['warn broad-exception']],
    ['an exception that no rule needs', excepting({ gate: 'stig' }), ['warn unused-exception']],
    [
      'an exception without end and reason',
      excepting({ expires_on: null, description: '' }),
      ['info endless-exception', 'info unexplained-exception'],
    ],
    ['a problem of the format', aDocument([aRule('nope.nope', {}, good)]), ['error unknown-gate']],
    ['no policy at all', [], ['error not-a-policy']],
  ])('%s', (_what, document, expected) => {
    expect(codes(document)).toEqual(expected);
  });

  it('says where and what to do', () => {
    const [note] = lintPolicy(parsePolicy(aDocument(two), 'p'), Date.parse(testNow));
    expect(note).toMatchObject({ path: '/rule_sets/0/rules/1' });
    expect(note?.advice).toMatch(/\.$/);
  });
});

describe('policy/authoring: the canonical order', () => {
  it('puts keys in order, keeps the others and every value', () => {
    const rule = {
      params: [{ value: 'v', name: 'n' }],
      zeal: 1,
      trigger: 't',
      action: 'STOP',
      gate: 'g',
      id: 'r',
      apple: 2,
    };
    const document = {
      mappings: [],
      rule_sets: [{ rules: [rule], id: 'rs' }],
      own: { b: 1, a: 2 },
      name: 'n',
      id: 'i',
    };
    const ordered = canonicalDocument(document);
    expect(JSON.stringify(ordered)).toBe(
      '{"id":"i","name":"n","mappings":[],"rule_sets":[{"id":"rs","rules":[{"id":"r","gate":"g","trigger":"t","action":"STOP","params":[{"name":"n","value":"v"}],"zeal":1,"apple":2}]}],"own":{"b":1,"a":2}}',
    );
    expect(ordered).toEqual(document);
    expect(canonicalDocument(ordered)).toEqual(ordered);
  });
});
