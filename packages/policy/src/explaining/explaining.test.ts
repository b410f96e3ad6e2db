import { describe, expect, it } from 'vitest';
import { type EvaluationInput, evaluate } from '../evaluate.ts';
import { parsePolicy } from '../parse-policy.ts';
import {
  aBill,
  aDocument,
  aMapping,
  aMatch,
  anImage,
  aPackage,
  aReport,
  aRule,
  someFacts,
  testNow,
  withText,
} from '../testing/index.ts';
import { deltaVerdict } from './delta-verdict.ts';
import { diffVerdicts } from './diff-verdicts.ts';
import { explainVerdict } from './explain-verdict.ts';
import { recordVerdict } from './recorded-verdict.ts';

const any = aRule('vulnerabilities.package', { package_type: 'all', vendor_only: 'false' }, { id: 'any' });
const user = aRule('dockerfile.effective_user', { users: 'root', type: 'denylist' }, { id: 'user' });
const old = aPackage('deb', 'openssl', { version: '1.0.0' });
const upgraded = { ...old, id: 'deb-openssl-2', version: '1.0.1' };
const curl = aPackage('deb', 'curl');

interface Sides {
  readonly facts?: EvaluationInput['facts'];
  readonly document?: unknown;
  readonly now?: string;
  readonly digests?: EvaluationInput['digests'];
}

function input({ facts, document, now, digests }: Sides = {}): EvaluationInput {
  return {
    facts: facts ?? someFacts({ bill: aBill([old]), report: aReport([aMatch(old, 'CVE-1')]) }),
    policy: parsePolicy(document ?? aDocument([any]), 'p').policy,
    now: now ?? testNow,
    digests: digests ?? { sbom: 'sha256:a', advisories: 'sha256:d' },
  };
}

function recorded(side: EvaluationInput) {
  return recordVerdict(evaluate(side), side.facts);
}

function allowing(expires: string | null) {
  const item = { id: 'i', gate: 'vulnerabilities', trigger_id: 'CVE-1+*', expires_on: expires };
  return aDocument([any], {
    mappings: [aMapping({ allowlist_ids: ['l'] })],
    allowlists: [{ id: 'l', name: 'exceptions', version: '2', items: expires === 'none' ? [] : [item] }],
  });
}

const withCurl = someFacts({
  bill: aBill([old, curl]),
  report: aReport([aMatch(old, 'CVE-1'), aMatch(curl, 'CVE-2')]),
});
const twoMatches = someFacts({
  bill: aBill([old]),
  report: aReport([aMatch(old, 'CVE-1'), aMatch(old, 'CVE-9')]),
});

describe('policy/explaining: the difference of two verdicts', () => {
  it.each([
    [
      'a package came in',
      {},
      { facts: withCurl, digests: { sbom: 'sha256:b', advisories: 'sha256:d' } },
      ['added sbom'],
    ],
    [
      'new advisories',
      {},
      { facts: twoMatches, digests: { sbom: 'sha256:a', advisories: 'sha256:e' } },
      ['added advisories'],
    ],
    [
      'both at once',
      {},
      {
        facts: someFacts({
          bill: aBill([old, curl]),
          report: aReport([aMatch(old, 'CVE-1'), aMatch(old, 'CVE-9'), aMatch(curl, 'CVE-2')]),
        }),
        digests: { sbom: 'sha256:b', advisories: 'sha256:e' },
      },
      ['added advisories', 'added sbom'],
    ],
    ['another rule', {}, { document: aDocument([any, aRule('always.always')]) }, ['added policy']],
    ['another action', {}, { document: aDocument([{ ...any, action: 'WARN' }]) }, ['changed policy']],
    ['an exception', { document: allowing('none') }, { document: allowing(null) }, ['changed exceptions']],
    [
      'an exception that ran out',
      { document: allowing('2026-12-01T00:00:00Z') },
      { document: allowing('2026-12-01T00:00:00Z'), now: '2026-12-02T00:00:00Z' },
      ['changed clock'],
    ],
    [
      'another Dockerfile',
      { document: aDocument([user]) },
      { document: aDocument([user]), facts: someFacts({ dockerfile: { mode: 'actual', text: 'FROM x\nUSER root' } }) },
      ['added context'],
    ],
    ['nothing', {}, {}, []],
  ] as const)('%s', (_what, one, other, expected) => {
    const [before, after] = [input(one as Sides), input(other as Sides)];
    const diff = diffVerdicts(recorded(before), recorded(after), { before, after });
    expect(diff.changes.map(({ kind, cause }) => `${kind} ${cause}`).sort()).toEqual(expected);
    expect(diff.how).toBe('replayed');
    expect(diffVerdicts(recorded(after), recorded(before), { before: after, after: before }).changes).toHaveLength(
      expected.length,
    );
  });

  it('tells by digests when the inputs are gone, and does not guess', () => {
    const before = recorded(input());
    const one = recorded(input({ facts: twoMatches, digests: { sbom: 'sha256:a', advisories: 'sha256:e' } }));
    expect(diffVerdicts(before, one)).toMatchObject({
      how: 'digests',
      inputs: ['advisories'],
      changes: [{ cause: 'advisories' }],
    });
    const two = recorded(input({ facts: withCurl, digests: { sbom: 'sha256:b', advisories: 'sha256:e' } }));
    const [change] = diffVerdicts(before, two).changes;
    expect(change).toMatchObject({ cause: 'unknown', because: expect.stringContaining('sbom, advisories') });
  });

  it.each([
    ['a gate that time does not change', [user], 'policy'],
    ['a gate that may look at the clock', [any], 'unknown'],
  ] as const)('by digests, the later moment of %s: %s', (_name, added, cause) => {
    const facts = withText('FROM a\nUSER root\n');
    const open = { ...facts, bill: aBill([old]), report: aReport([aMatch(old, 'CVE-1')]) };
    const before = recorded(input({ facts: open, document: aDocument([]) }));
    const after = recorded(input({ facts: open, document: aDocument([...added]), now: '2026-12-24T00:00:00Z' }));
    expect(diffVerdicts(before, after)).toMatchObject({ inputs: ['policy', 'clock'], changes: [{ cause }] });
  });

  it('asks for matches of the step between both when somebody can make them', () => {
    const before = input();
    const after = input({ facts: withCurl, digests: { sbom: 'sha256:b', advisories: 'sha256:e' } });
    const asked: string[] = [];
    const rematch = (_bill: unknown, advisories: string) => {
      asked.push(advisories);
      return aReport([aMatch(old, 'CVE-1')]);
    };
    const diff = diffVerdicts(recorded(before), recorded(after), { before, after, rematch });
    expect(asked).toContain('sha256:d');
    expect(diff.changes.map(({ cause }) => cause)).toEqual(['advisories']);
  });
});

describe('policy/explaining: the delta', () => {
  const baseline = recorded(input());

  it('lets pass what was there before a rebuild and an upgrade that did not help', () => {
    const facts = someFacts({ bill: aBill([upgraded]), report: aReport([aMatch(upgraded, 'CVE-1')]) });
    const delta = deltaVerdict(recorded(input({ facts })), baseline);
    expect(delta).toMatchObject({ action: 'go', status: 'pass', target: 'stop', introduced: [], because: [] });
    expect(delta.inherited).toHaveLength(1);
  });

  it('stops for what the change brought', () => {
    const delta = deltaVerdict(recorded(input({ facts: withCurl })), baseline);
    expect(delta).toMatchObject({ action: 'stop', because: ['the change brings 1 finding of action stop'] });
    expect(delta.introduced.map(({ package: one }) => one?.name)).toEqual(['curl']);
    expect(delta.inherited).toHaveLength(1);
  });

  it('the same weakness in a second place is new', () => {
    const second = aPackage('deb', 'openssl', { id: 'second', path: '/other' });
    const facts = someFacts({
      bill: aBill([old, second]),
      report: aReport([aMatch(old, 'CVE-1'), aMatch(second, 'CVE-1')]),
    });
    expect(deltaVerdict(recorded(input({ facts })), baseline).introduced).toHaveLength(1);
  });

  it('tells of a finding that was newly allowlisted, and of one that no longer is', () => {
    const without = recorded(input({ document: allowing('none') }));
    const within = recorded(input({ document: allowing(null) }));
    expect(deltaVerdict(within, without)).toMatchObject({ action: 'go', suppressed: [{ triggerId: 'CVE-1+openssl' }] });
    expect(deltaVerdict(without, within)).toMatchObject({
      action: 'stop',
      introduced: [{ triggerId: 'CVE-1+openssl' }],
    });
  });

  it('a number that changes in a sentence about the whole is nothing new', () => {
    const size = (bytes: number) => {
      const params = { attribute: 'size', check: '>', value: '1' };
      const facts = someFacts({ bill: aBill([], { source: anImage({ size: bytes }) }) });
      return recorded(input({ facts, document: aDocument([aRule('metadata.attribute', params)]) }));
    };
    expect(deltaVerdict(size(200), size(100))).toMatchObject({ action: 'go', introduced: [], removed: [] });
  });

  it('a rule that could not be judged is never inherited', () => {
    const facts = someFacts({ bill: aBill([old]), report: null });
    const blind = recorded(input({ facts }));
    expect(deltaVerdict(blind, blind)).toMatchObject({ action: 'stop', introduced: [] });
  });

  it.each([
    ['POLICY_OTHER_ADVISORIES', { digests: { sbom: 'sha256:a', advisories: 'sha256:other' } }],
    ['POLICY_OTHER_POLICY', { document: aDocument([user]) }],
  ])('refuses to compare: %s', (code, side) => {
    expect(() => deltaVerdict(recorded(input(side)), baseline)).toThrowError(expect.objectContaining({ code }));
  });
});

describe('policy/explaining: the tree', () => {
  it('leads from the policy to the evidence', () => {
    const text = '# ours\nFROM x\nRUN a \\\n  b\n\nUSER root\n';
    const facts = someFacts({
      bill: aBill([old]),
      report: aReport([aMatch(old, 'CVE-1')]),
      dockerfile: { mode: 'actual', text },
    });
    const run = aRule('dockerfile.instruction', { instruction: 'RUN', check: 'exists' }, { id: 'run', action: 'WARN' });
    const gap = aRule('metadata.attribute', { attribute: 'distro', check: '=', value: 'x' }, { id: 'gap' });
    const side = input({
      facts: { ...facts, bill: { ...facts.bill, distro: null } },
      document: aDocument([any, user, run, gap]),
    });
    const tree = explainVerdict(evaluate(side), side.policy, side.facts);
    expect(tree.mapping).toMatchObject({ id: 'm', place: 1 });
    const [set] = tree.ruleSets;
    expect(set).toMatchObject({ id: 'rs', action: 'stop' });
    const [vulnerable, root, ran, blind] = set?.rules ?? [];
    expect(vulnerable?.findings[0]?.evidence).toMatchObject({
      package: { name: 'openssl' },
      match: { vulnerability: 'CVE-1', range: '>=0' },
      file: '/evidence/openssl',
    });
    expect(vulnerable?.parameters).toContainEqual({ name: 'package_type', value: 'all' });
    expect(root?.findings[0]?.evidence.dockerfile).toMatchObject({ line: 6, instruction: 'USER', mode: 'actual' });
    expect(ran?.findings[0]?.evidence.dockerfile).toMatchObject({ line: 3 });
    expect(blind).toMatchObject({ outcome: 'not-evaluated', findings: [] });
    expect(blind?.because.length).toBe(1);
    expect(tree.inputs.sbom).toBe('sha256:a');
  });

  it('names what allowlists and lists of images did', () => {
    const listed = { id: 'd', name: 'denied', registry: '*', repository: '*', image: { type: 'tag', value: '*' } };
    const side = input({ document: { ...allowing(null), denylisted_images: [listed] } });
    const tree = explainVerdict(evaluate(side), side.policy, side.facts);
    expect(tree).toMatchObject({ deniedBy: { id: 'd' }, action: 'stop', policyAction: 'go' });
    expect(tree.allowlistHits).toEqual([{ list: 'exceptions', item: 'i', findings: 1 }]);
  });
});
