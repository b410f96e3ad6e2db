import type { PolicyFacts } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { evaluate } from './evaluate.ts';
import { parsePolicy } from './parse-policy.ts';
import {
  aBill,
  aDocument,
  aMapping,
  anImage,
  aPackage,
  aRule,
  someFacts,
  testNow,
  verdictOf,
} from './testing/index.ts';

const always = (action: string, id = action) => aRule('always.always', {}, { action, id });
const facts = someFacts();

describe('policy/evaluate', () => {
  it.each([
    [[], 'go', 'pass', 0],
    [[always('GO')], 'go', 'pass', 1],
    [[always('warn')], 'warn', 'pass', 1],
    [[always('Warn'), always('STOP'), always('go')], 'stop', 'fail', 3],
  ])('%j', (rules, action, status, findings) => {
    const verdict = verdictOf(aDocument(rules), facts);
    expect(verdict).toMatchObject({
      finalAction: action,
      policyAction: action,
      status,
      finalActionReason: 'policy_evaluation',
    });
    expect(verdict.findings).toHaveLength(findings);
    expect(verdict.problems).toEqual([]);
  });

  it('describes a finding fully', () => {
    const rule = aRule(
      'dockerfile.effective_user',
      { users: 'app', type: 'denylist' },
      { recommendation: 'Do not.', id: 'r' },
    );
    expect(verdictOf(aDocument([rule]), facts).findings).toEqual([
      {
        triggerId: '4fda27da09ec38286acf73d42eda8ff9',
        gate: 'dockerfile',
        trigger: 'effective_user',
        ruleId: 'r',
        ruleSetId: 'rs',
        message: 'User app found as effective user, which is explicity not allowed',
        action: 'stop',
        allowlisted: false,
        allowlistMatch: null,
        recommendation: 'Do not.',
        controlIds: [],
        fix: {
          kind: 'dockerfile',
          says: 'end the Dockerfile with USER nonroot',
          edit: { op: 'append', line: 'USER nonroot' },
        },
        packageId: null,
        vulnerability: null,
        path: null,
        layer: null,
        line: 2,
      },
    ]);
  });

  it('runs the rule sets of the first mapping that accepts the image, and no other', () => {
    const document = aDocument([always('WARN', 'w')], {
      rule_sets: ['a', 'b', 'c'].map((id) => ({ id, name: id, version: '2', rules: [always('WARN', `in-${id}`)] })),
      mappings: [
        aMapping({ id: 'm1', repository: 'other' }),
        aMapping({ id: 'm2', name: 'mine', repository: 'library/*', rule_set_ids: ['b', 'a', 'b'] }),
        aMapping({ id: 'm3', rule_set_ids: ['c'] }),
      ],
    });
    const verdict = verdictOf(document, facts);
    expect(verdict.findings.map(({ ruleId }) => ruleId)).toEqual(['in-b', 'in-a']);
    expect(verdict).toMatchObject({ imageMappedToRule: true, matchedMapping: { id: 'm2', name: 'mine' } });
  });

  const image = (tag: string | null): PolicyFacts => someFacts({ tag });
  it.each([
    ['docker.io', 'library/app', 'tag', '1', 'docker.io/library/app:1', true],
    ['docker.io', 'app', 'tag', '*', 'app', true],
    ['dockerhub', 'app', 'tag', 'latest', 'app', true],
    ['docker.io', 'my/app', 'tag', '1.*', 'dockerhub/my/app:1.2', true],
    ['*.example.com', '*', 'tag', '*', 'reg.example.com/a/b:2', true],
    ['localhost:5000', 'a', 'tag', '*', 'localhost:5000/a:1', true],
    ['docker.io', 'library/app', 'tag', '2', 'docker.io/library/app:1', false],
    ['quay.io', '*', 'tag', '*', 'app:1', false],
    ['regexp:docker\\.(io|com)$', '*', 'tag', '*', 'app:1', true],
    ['regexp:docker\\.com', '*', 'tag', '*', 'app:1', false],
    ['*', '*', 'digest', `sha256:${'a'.repeat(64)}`, 'app:1', true],
    ['*', '*', 'digest', 'sha256:a*', 'app:1', false],
    ['*', '*', 'id', 'b'.repeat(64), 'app:1', true],
    ['*', '*', 'id', `sha256:${'b'.repeat(64)}`, null, true],
    ['*', '*', 'tag', '*', null, true],
    ['*', '*', 'tag', 'x', null, false],
    ['docker.io', '*', 'tag', '*', null, false],
    ['*', '*', 'tag', '*', `app@sha256:${'c'.repeat(64)}`, true],
    ['*', '*', 'tag', 'latest', `app@sha256:${'c'.repeat(64)}`, false],
  ])('mapping %s %s %s=%s on %s: %s', (registry, repository, type, value, tag, accepted) => {
    const mapping = aMapping({ registry, repository, image: { type, value } });
    const verdict = verdictOf(aDocument([always('STOP')], { mappings: [mapping] }), image(tag));
    expect(verdict.imageMappedToRule).toBe(accepted);
    expect(verdict.finalAction).toBe(accepted ? 'stop' : 'go');
    expect(verdict.problems.map(({ problemType }) => problemType)).toEqual(accepted ? [] : ['unmapped']);
  });

  it.each([
    ['directory', { source_mappings: [{ id: 's', name: 's', host: '*', repository: '*', rule_set_ids: [] }] }, 's'],
    ['directory', { source_mappings: [{ id: 's', name: 's', host: 'h', repository: '*', rule_set_ids: [] }] }, 'm'],
    ['other', { sbom_mappings: [{ id: 'b', name: 'b', rule_set_ids: [] }] }, 'b'],
    ['other', {}, 'm'],
  ])('maps a %s with %j by %s', (kind, more, id) => {
    const source = kind === 'other' ? { kind, target: 'x' } : { kind: 'directory', target: 'x', path: '/x' };
    const where = someFacts({ tag: null, bill: aBill([], { source: source as never }) });
    expect(verdictOf(aDocument([], more), where).matchedMapping?.id).toBe(id);
  });

  it('a rule set for other artifacts does not apply', () => {
    const rule_sets = [{ id: 'rs', name: 'rules', version: '2', artifact_type: 'source', rules: [always('STOP')] }];
    const verdict = verdictOf(aDocument([], { rule_sets }), facts);
    expect(verdict).toMatchObject({ finalAction: 'go', findings: [], problems: [{ problemType: 'not_applicable' }] });
  });

  const allowlist = (item: Record<string, unknown>) =>
    aDocument([always('STOP', 'r')], {
      allowlists: [
        { id: 'a', name: 'list', version: '2', items: [{ id: 'item', gate: 'Always', trigger_id: 'always', ...item }] },
      ],
      mappings: [aMapping({ allowlist_ids: ['a'] })],
    });
  it.each([
    [{}, true],
    [{ trigger_id: 'al*s' }, true],
    [{ trigger_id: '*' }, true],
    [{ trigger_id: 'never' }, false],
    [{ gate: 'dockerfile' }, false],
    [{ expires_on: null }, true],
    [{ expires_on: '2026-11-21T12:00:01Z' }, true],
    [{ expires_on: '2026-11-21T12:00:00Z' }, false],
    [{ expires_on: '2026-11-21T13:30:00+02:00' }, false],
    [{ expires_on: '2026-11-22' }, true],
    [{ expires_on: '2020-01-01T00:00:00Z' }, false],
  ])('allowlist item %j applies: %s', (item, applies) => {
    const verdict = verdictOf(allowlist(item), facts);
    expect(verdict.finalAction).toBe(applies ? 'go' : 'stop');
    expect(verdict.findings[0]).toMatchObject({
      action: applies ? 'go' : 'stop',
      allowlisted: applies,
      allowlistMatch: applies ? { id: 'a', name: 'list', matchedRuleId: 'item' } : null,
    });
  });

  it('takes the first matching item and only lists that the mapping names', () => {
    const item = (id: string, trigger_id: string) => ({ id, gate: 'always', trigger_id });
    const allowlists = [
      { id: 'a', name: 'a', version: '2', items: [item('1', 'x'), item('2', 'al*'), item('3', 'always')] },
      { id: 'b', name: 'b', version: '2', items: [item('4', 'always')] },
    ];
    const of = (...ids: string[]) =>
      aDocument([always('STOP')], { allowlists, mappings: [aMapping({ allowlist_ids: ids })] });
    expect(verdictOf(of('a', 'b'), facts).findings[0]?.allowlistMatch?.matchedRuleId).toBe('2');
    expect(verdictOf(of('b', 'a'), facts).findings[0]?.allowlistMatch?.matchedRuleId).toBe('4');
    expect(verdictOf(of(), facts).finalAction).toBe('stop');
  });

  const listed = (repository: string) => [{ ...aMapping({ id: 'l', name: 'listed', repository }) }];
  it.each([
    ['GO', { denylisted_images: listed('app') }, 'stop', 'denylisted', 'go'],
    ['STOP', { allowlisted_images: listed('app') }, 'go', 'allowlisted', 'stop'],
    ['STOP', { allowlisted_images: listed('app'), denylisted_images: listed('*') }, 'stop', 'denylisted', 'stop'],
    ['WARN', { allowlisted_images: listed('x'), denylisted_images: listed('y') }, 'warn', 'policy_evaluation', 'warn'],
    ['STOP', { denylisted_images: listed('app'), mappings: [] }, 'stop', 'denylisted', 'go'],
  ])('%s with %j', (rule, more, action, reason, before) => {
    const verdict = verdictOf(aDocument([always(rule)], more), facts);
    expect(verdict).toMatchObject({ finalAction: action, finalActionReason: reason, policyAction: before });
    expect(verdict.findings).toHaveLength('mappings' in more ? 0 : 1);
  });

  it.each([
    ['STOP', 'stop', 'error not_evaluated'],
    ['WARN', 'warn', 'warn not_evaluated'],
    ['GO', 'go', 'warn not_evaluated'],
  ])('a %s rule without its facts makes the verdict %s', (action, final, problem) => {
    const rules = ['a', 'b'].map((id) => aRule('vulnerabilities.package', { package_type: 'all' }, { action, id }));
    const verdict = verdictOf(aDocument(rules), someFacts({ report: null }));
    expect(verdict.finalAction).toBe(final);
    expect(verdict.problems.map((one) => `${one.severity} ${one.problemType}`)).toEqual([problem]);
    expect(verdict.problems[0]?.details).toContain('rules a, b');
  });

  it.each([
    ['an unknown gate', aDocument([aRule('nope.nope')]), 'stop', ['error unknown_gate']],
    ['a bad parameter', aDocument([aRule('always.always', { a: 'b' })]), 'stop', ['error unknown_parameter']],
    [
      'a dangling id',
      aDocument([], { mappings: [aMapping({ rule_set_ids: ['gone'] })] }),
      'stop',
      ['error dangling_id'],
    ],
    ['an ended gate', aDocument([aRule('anchoresec.cvehigh')]), 'warn', ['warn end_of_life']],
    ['a gate to come', aDocument([aRule('malware.scans')]), 'stop', ['error not_evaluated']],
    [
      'a gate to come, as a warning',
      aDocument([aRule('files.suid_or_guid_set', {}, { action: 'WARN' })]),
      'warn',
      ['warn not_evaluated'],
    ],
    ['no policy at all', 'hello', 'stop', []],
  ])('%s', (_name, document, action, problems) => {
    const verdict = verdictOf(document, facts);
    expect(verdict.finalAction).toBe(action);
    expect(verdict.problems.map((one) => `${one.severity} ${one.problemType}`)).toEqual(problems);
  });

  it('a broken policy stops even an allowed image', () => {
    const document = aDocument([aRule('nope.nope')], { allowlisted_images: listed('*') });
    expect(verdictOf(document, facts).finalAction).toBe('stop');
  });

  it('records the digests of its inputs, and they change with their parts only', () => {
    const before = verdictOf(allowlist({}), facts).digests;
    expect(before).toMatchObject({ sbom: 'sha256:sbom', advisories: 'sha256:data', clock: '2026-11-21T12:00:00.000Z' });
    const after = verdictOf(allowlist({ trigger_id: 'x' }), facts).digests;
    expect(after.policy).toBe(before.policy);
    expect(after.exceptions).not.toBe(before.exceptions);
    const other = verdictOf({ ...allowlist({}), name: 'other', last_updated: 5 }, facts).digests;
    expect(other.exceptions).toBe(before.exceptions);
    expect(other.policy).not.toBe(before.policy);
    const later = verdictOf({ ...allowlist({}), last_updated: 5 }, facts, '2026-11-21T14:00:00+02:00').digests;
    expect(later).toEqual(before);
  });

  it('is pure', () => {
    const { policy } = parsePolicy(allowlist({}), 'p');
    const input = { facts, policy, now: testNow, digests: { sbom: 'a', advisories: 'b' } };
    expect(evaluate(input)).toEqual(evaluate(structuredClone(input)));
    expect(() => evaluate({ ...input, now: 'today' })).toThrowError(
      expect.objectContaining({ code: 'POLICY_BAD_CLOCK' }),
    );
  });

  it('cuts off a policy that makes too many findings, and says so', () => {
    const packages = Array.from({ length: 3_000 }, (_, at) => aPackage('npm', `p${at}`));
    const rules = Array.from({ length: 50 }, (_, at) =>
      aRule('packages.metadata', { name: '*' }, { id: `r${at}`, action: 'GO' }),
    );
    const verdict = verdictOf(aDocument(rules), someFacts({ bill: aBill(packages, { source: anImage() }) }));
    expect(verdict).toMatchObject({
      finalAction: 'stop',
      problems: [{ severity: 'error', problemType: 'too_many_findings' }],
    });
  });
});
