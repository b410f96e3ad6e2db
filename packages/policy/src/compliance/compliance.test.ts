import type { PolicyFacts } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import type { Control, PackNeed, PolicyPack } from '../model/types.ts';
import { packs } from '../packs/registry.ts';
import { aBill, aDocument, anImage, aRule, someFacts, testNow, verdictOf, withText } from '../testing/index.ts';
import { complianceReport } from './index.ts';

const need: PackNeed = {
  name: 'approved-ports',
  says: 'the ports that images may expose',
  rule: { gate: 'dockerfile', trigger: 'exposed_ports', params: [] },
};
const elsewhere: PackNeed = { name: 'workload', says: 'what runs', rule: null };

function rule(id: string, what: string, params: Record<string, string> = {}, action = 'WARN') {
  return aRule(what, params, { id, action, recommendation: `do something about ${id}` });
}

const rules = [
  rule('root', 'dockerfile.effective_user', { users: 'root', type: 'denylist' }),
  rule('always', 'always.always'),
  rule('report', 'always.always', {}, 'GO'),
  rule('old', 'coverage.stale_data', { feed: 'epss', max_days: '1' }),
  rule('ancestry', 'ancestry.no_ancestors_analyzed'),
  rule('health', 'dockerfile.instruction', { instruction: 'HEALTHCHECK', check: 'not_exists' }),
  rule('from', 'dockerfile.instruction', {
    instruction: 'FROM',
    check: '=',
    value: 'x',
    actual_dockerfile_only: 'true',
  }),
];
const filledIn = rule('approved-ports', 'dockerfile.exposed_ports', { ports: '80', type: 'allowlist' });

function packOf(control: Partial<Control>): PolicyPack {
  const controls: Control[] = [{ id: '1', title: 'a control', automation: 'yes', rules: [], ...control }];
  const framework = {
    id: 'F',
    title: 'F',
    version: '1',
    source: 'https://f',
    lastVerified: '2026-11-21',
    notice: 'A notice.',
  };
  return {
    name: 'p',
    title: 'P',
    about: 'About.',
    framework,
    controls,
    needs: [need, elsewhere],
    policy: aDocument(rules),
  };
}

function report(
  control: Partial<Control>,
  facts: PolicyFacts = someFacts(),
  more: { extra?: unknown[]; document?: Record<string, unknown>; now?: string } = {},
) {
  const pack = packOf(control);
  const verdict = verdictOf(aDocument([...rules, ...(more.extra ?? [])], more.document), facts, more.now ?? testNow);
  return complianceReport({ pack, verdict, facts });
}

const guessed = withText('FROM a\nUSER a', 'guessed');
const oci = someFacts({
  bill: aBill([], { source: anImage({ mediaType: 'application/vnd.oci.image.manifest.v1+json' }) }),
  dockerfile: { mode: 'guessed', text: 'FROM a\nUSER a' },
});
const folder = someFacts({
  bill: aBill([], { source: { kind: 'directory', target: '.', path: '/x' }, distro: null }),
  dockerfile: { mode: 'unknown', text: '' },
  tag: null,
});
const list = { id: 'l', name: 'l', version: '2', items: [{ id: 'i', gate: 'always', trigger_id: 'always' }] };
const accepting = {
  allowlists: [list],
  mappings: [{ ...(aDocument([])['mappings'] as object[])[0], allowlist_ids: ['l'] }],
};

describe('policy/compliance', () => {
  it.each<[string, Partial<Control>, PolicyFacts, string, string, string | null]>([
    ['a rule that is silent', { rules: ['root'] }, someFacts(), 'satisfied-by-check', 'NotAFinding', 'satisfied'],
    [
      'one that proves nothing',
      { rules: ['root'], automation: 'partly' },
      someFacts(),
      'satisfied-by-check',
      'Not_Reviewed',
      null,
    ],
    ['a finding', { rules: ['root', 'always'] }, someFacts(), 'failed', 'Open', 'not-satisfied'],
    [
      'a finding beats what is missing',
      { rules: ['always', 'ancestry'], needs: ['workload'] },
      someFacts(),
      'failed',
      'Open',
      'not-satisfied',
    ],
    [
      'a rule that only reports',
      { rules: ['report', 'root'] },
      someFacts(),
      'satisfied-by-check',
      'NotAFinding',
      'satisfied',
    ],
    ['facts that are missing', { rules: ['root', 'ancestry'] }, someFacts(), 'not-evaluated', 'Not_Reviewed', null],
    ['a rule that is not there', { rules: ['root', 'gone'] }, someFacts(), 'not-evaluated', 'Not_Reviewed', null],
    [
      'a list that is not filled in',
      { rules: ['root'], needs: ['approved-ports'] },
      someFacts(),
      'not-evaluated',
      'Not_Reviewed',
      null,
    ],
    [
      'only a list',
      { needs: ['approved-ports'], automation: 'partly' },
      someFacts(),
      'not-evaluated',
      'Not_Reviewed',
      null,
    ],
    ['no Dockerfile', { rules: ['from'] }, guessed, 'not-evaluated', 'Not_Reviewed', null],
    ['no health check in a history that would tell', { rules: ['health'] }, guessed, 'failed', 'Open', 'not-satisfied'],
    ['no health check in one that would not', { rules: ['health'] }, oci, 'not-evaluated', 'Not_Reviewed', null],
    ['a Dockerfile', { rules: ['from'] }, someFacts(), 'satisfied-by-check', 'NotAFinding', 'satisfied'],
    ['no Dockerfile of a folder', { rules: ['root', 'from'] }, folder, 'not-applicable', 'Not_Applicable', null],
    ['data that is missing', { rules: ['root', 'old'] }, someFacts(), 'not-evaluated', 'Not_Reviewed', null],
    [
      'data that is missing, of a control about data',
      { rules: ['old'] },
      someFacts(),
      'failed',
      'Open',
      'not-satisfied',
    ],
    ['records', { rules: ['root'], automation: 'evidence' }, someFacts(), 'manual', 'Not_Reviewed', null],
    [
      'records that are missing',
      { rules: ['ancestry'], automation: 'evidence' },
      someFacts(),
      'not-evaluated',
      'Not_Reviewed',
      null,
    ],
    ['people', { automation: 'partly', manual: 'look' }, someFacts(), 'manual', 'Not_Reviewed', null],
    ['no check at all', { automation: 'no', manual: 'look' }, someFacts(), 'manual', 'Not_Reviewed', null],
    [
      'another distribution',
      { rules: ['always'], onlyOn: ['rhel'] },
      someFacts(),
      'not-applicable',
      'Not_Applicable',
      null,
    ],
    [
      'this distribution',
      { rules: ['root'], onlyOn: ['debian'] },
      someFacts(),
      'satisfied-by-check',
      'NotAFinding',
      'satisfied',
    ],
    ['no distribution', { rules: ['root'], onlyOn: ['debian'] }, folder, 'not-evaluated', 'Not_Reviewed', null],
  ])('%s', (_name, control, facts, state, stigStatus, oscalState) => {
    const [result] = report(control, facts).controls;
    expect(result).toMatchObject({ state, stigStatus, oscalState });
    expect(result?.reasons.length).toBeGreaterThan(0);
  });

  it('a list that is filled in counts like a rule of the control', () => {
    const control = { rules: ['root'], needs: ['approved-ports'] };
    expect(report(control, someFacts(), { extra: [filledIn] }).controls[0]).toMatchObject({
      state: 'satisfied-by-check',
      rules: ['rs/root', 'rs/approved-ports'],
      missing: [],
    });
    const exposes = withText('FROM a\nUSER a\nEXPOSE 81');
    expect(report(control, exposes, { extra: [filledIn] }).controls[0]).toMatchObject({
      state: 'failed',
      openFindings: 1,
    });
  });

  it('accepted findings do not fail a control, and it is not said to be settled by checks', () => {
    expect(report({ rules: ['always'] }, someFacts(), { document: accepting }).controls[0]).toMatchObject({
      state: 'satisfied-by-check',
      stigStatus: 'Not_Reviewed',
      oscalState: null,
      openFindings: 0,
      acceptedFindings: 1,
    });
  });

  it('nothing is judged when no mapping accepts the artifact', () => {
    const made = report({ rules: ['root'] }, someFacts(), { document: { mappings: [] } });
    expect(made.verdict.mapped).toBe(false);
    expect(made.controls[0]).toMatchObject({ state: 'not-evaluated', reasons: ['the rule root was not asked'] });
  });

  it('findings stand once, with their rule', () => {
    const made = report({ rules: ['always'] });
    expect(made.rules['rs/always']).toMatchObject({
      outcome: 'evaluated',
      recommendation: 'do something about always',
      open: [{ triggerId: 'always', ruleId: 'always' }],
      accepted: [],
    });
  });

  it.each([
    ['docker.io/library/app:1', 'x', 'docker.io/library/app:1'],
    ['latest', 'r.example/app:2', 'r.example/app:2'],
    ['latest', undefined, 'test'],
    [null, 'latest', 'test'],
  ])('the target with the tag %s and the reference %s is %s', (tag, reference, name) => {
    const source = anImage(reference === undefined ? {} : { reference });
    expect(report({}, someFacts({ tag, bill: aBill([], { source }) })).target.name).toBe(name);
  });

  it('tells target, digests, time, counts and what has to be said', () => {
    const made = report({ rules: ['root'] });
    expect(made).toMatchObject({
      target: {
        name: 'docker.io/library/app:1',
        kind: 'image',
        digest: `sha256:${'a'.repeat(64)}`,
        platform: 'linux/amd64',
        distro: 'debian 12',
      },
      evaluatedAt: '2026-11-21T12:00:00.000Z',
      digests: { sbom: 'sha256:sbom' },
      counts: { 'satisfied-by-check': 1, failed: 0, total: 1 },
      summary:
        'no failing check for 1 of 1 controls; 0 failed, 0 not evaluated, 0 not applicable, 0 for people to decide',
    });
    expect(made.notices).toHaveLength(2);
    expect(report({}, someFacts(), { now: '2027-06-21T00:00:00Z' }).notices[2]).toContain('212 days');
  });

  it.each(packs.map((pack) => [pack.name, pack] as const))('%s reports every control', (_name, pack) => {
    for (const facts of [
      someFacts(),
      folder,
      someFacts({ bill: aBill([], { source: { kind: 'other', target: 's' } }) }),
    ]) {
      const made = complianceReport({ pack, verdict: verdictOf(pack.policy, facts), facts });
      if (pack.framework) expect(made.controls.map(({ id }) => id)).toEqual(pack.controls.map(({ id }) => id));
      expect(made.counts.total).toBeGreaterThan(0);
      const { total, ...states } = made.counts;
      expect(Object.values(states).reduce((sum, count) => sum + count, 0)).toBe(total);
      for (const control of made.controls) expect(control.reasons.join(''), control.id).not.toBe('');
    }
  });
});
