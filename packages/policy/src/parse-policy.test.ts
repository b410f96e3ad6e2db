import { describe, expect, it } from 'vitest';
import { policyDocument } from './index.ts';
import { parsePolicy, usablePolicy } from './parse-policy.ts';
import { aDocument, aMapping, aRule, someFacts, verdictOf } from './testing/index.ts';

const problemsOf = (document: unknown) =>
  parsePolicy(document, 'p').problems.map(({ type, path }) => `${type} ${path}`);

describe('policy/parse-policy', () => {
  it('keeps what it does not know and writes a document back', () => {
    const document = aDocument(
      [aRule('always.always', {}, { action: 'WARN', recommendation: 'r', description: 'd' })],
      {
        description: 'x',
        last_updated: 12,
        future: { a: [1, 2] },
        source_mappings: [
          { id: 's', name: 's', description: '', host: 'h', repository: 'r', rule_set_ids: ['rs'], allowlist_ids: [] },
        ],
        sbom_mappings: [
          {
            id: 'b',
            name: 'b',
            description: '',
            sbom_name: 'n',
            sbom_version: 'v',
            rule_set_ids: [],
            allowlist_ids: [],
          },
        ],
        allowlists: [
          {
            id: 'a',
            name: 'a',
            version: '2',
            description: '',
            items: [{ id: 'i', gate: 'g', trigger_id: 't', expires_on: null, description: '' }],
          },
        ],
        allowlisted_images: [
          { id: 'l', name: 'l', description: '', registry: '*', repository: '*', image: { type: 'tag', value: '*' } },
        ],
        denylisted_images: [],
      },
    );
    const parsed = parsePolicy(document, 'p');
    expect(parsed.problems).toEqual([]);
    const written = policyDocument(parsed.policy);
    expect(written).toMatchObject(document);
    expect(parsePolicy(JSON.parse(JSON.stringify(written)), 'p')).toEqual(parsed);
  });

  it('reports everything at once, with rule ids and paths', () => {
    const document = aDocument(
      [
        aRule('nope.nope', {}, { id: 'one' }),
        aRule('vulnerabilities.nope', {}, { id: 'two' }),
        aRule('vulnerabilities.package', { severity: 'big', colour: 'red' }, { id: 'three' }),
        aRule('always.always', {}, { id: 'three' }),
        aRule('ruby_gems.feed_data_unavailable', {}, { id: 'four' }),
        aRule('suiddiff.x', {}, { id: 'five' }),
      ],
      {
        mappings: [aMapping({ rule_set_ids: ['gone'], allowlist_ids: ['lost'] }), aMapping({ registry: 'regexp:(' })],
        allowlists: [
          { id: 'a', name: 'a', version: '2', items: [{ id: 'i', gate: 'g', trigger_id: 't', expires_on: 'soon' }] },
        ],
      },
    );
    expect(problemsOf(document)).toEqual([
      'duplicate_id /rule_sets/0/rules/3',
      'duplicate_id /mappings/1',
      'dangling_id /mappings/0/rule_set_ids',
      'dangling_id /mappings/0/allowlist_ids',
      'bad_pattern /mappings/1',
      'bad_date /allowlists/0/items/0/expires_on',
      'unknown_gate /rule_sets/0/rules/0/gate',
      'unknown_trigger /rule_sets/0/rules/1/trigger',
      'unknown_parameter /rule_sets/0/rules/2/params/1',
      'missing_parameter /rule_sets/0/rules/2/params',
      'invalid_parameter /rule_sets/0/rules/2/params/0',
      'deprecated /rule_sets/0/rules/4',
      'end_of_life /rule_sets/0/rules/5',
    ]);
    const { problems } = parsePolicy(document, 'p');
    expect(problems.filter(({ severity }) => severity === 'warn').map(({ type }) => type)).toEqual(['deprecated']);
    expect(problems.find(({ type }) => type === 'unknown_gate')?.ruleId).toBe('one');
  });

  it.each([
    [
      {
        rule_sets: [
          {
            id: 'rs',
            name: 'n',
            version: '2',
            rules: [{ id: 'x', gate: 'always', trigger: 'always', action: 'MAYBE' }],
          },
        ],
      },
      'bad_shape /rule_sets/0/rules/0/action',
    ],
    [{ rule_sets: {} }, 'bad_shape /rule_sets'],
    [{ mappings: [aMapping({ image: { type: 'name', value: '*' } })] }, 'bad_shape /mappings/0/image/type'],
    [{ version: '3' }, 'unknown_version /version'],
    [{ id: undefined }, 'bad_shape /id'],
  ])('%j', (more, problem) => {
    expect(problemsOf(aDocument([], more as Record<string, unknown>))).toContain(problem);
  });

  it('names the rule of a wrong shape', () => {
    const { problems } = parsePolicy(aDocument([{ ...aRule('always.always'), id: 'bad', action: 7 }]), 'p');
    expect(problems[0]).toMatchObject({ ruleId: 'bad', severity: 'error' });
  });

  it('takes numbers and booleans of YAML as the texts they are', () => {
    const params = [
      { name: 'package_type', value: 'all' },
      { name: 'fix_available', value: true },
      { name: 'max_days_since_fix', value: 30 },
    ];
    expect(problemsOf(aDocument([{ ...aRule('vulnerabilities.package'), params }]))).toEqual([]);
  });

  it('upgrades a bundle of version 1_0', () => {
    const old = {
      id: 'old',
      name: 'old bundle',
      version: '1_0',
      comment: 'a comment',
      policies: [
        {
          id: 'p1',
          name: 'p',
          version: '1_0',
          comment: 'c',
          rules: [
            {
              id: 'r1',
              gate: 'dockerfile',
              trigger: 'effective_user',
              action: 'stop',
              params: [
                { name: 'users', value: 'root' },
                { name: 'type', value: 'blacklist' },
              ],
            },
            {
              id: 'r2',
              gate: 'packages',
              trigger: 'blacklist',
              action: 'WARN',
              params: [{ name: 'name', value: 'blacklist-tool' }],
            },
            {
              id: 'r3',
              gate: 'vulnerabilities',
              trigger: 'blacklist',
              action: 'WARN',
              params: [{ name: 'vulnerability_ids', value: 'CVE-1' }],
            },
          ],
        },
      ],
      whitelists: [
        {
          id: 'w1',
          name: 'w',
          version: '1_0',
          comment: 'c',
          items: [{ id: 'i', gate: 'dockerfile', trigger_id: 'x', comment: 'c' }],
        },
      ],
      mappings: [
        {
          id: 'm1',
          name: 'm',
          registry: '*',
          repository: '*',
          image: { type: 'tag', value: '*' },
          policy_id: 'p1',
          whitelist_ids: ['w1'],
          comment: 'c',
        },
        {
          id: 'm2',
          name: 'm',
          registry: '*',
          repository: '*',
          image: { type: 'tag', value: '*' },
          policy_ids: ['p1'],
          whitelist_ids: [],
        },
      ],
      whitelisted_images: [{ id: 'wi', name: 'n', registry: 'x', repository: '*', image: { type: 'tag', value: '*' } }],
      blacklisted_images: [],
    };
    const { policy, problems } = parsePolicy(old, 'old');
    expect(problems).toEqual([]);
    expect(policy).toMatchObject({
      version: '2',
      description: 'a comment',
      extra: {},
      mappings: [{ ruleSetIds: ['p1'], allowlistIds: ['w1'], description: 'c' }, { ruleSetIds: ['p1'] }],
      allowlists: [{ id: 'w1', description: 'c', items: [{ triggerId: 'x', description: 'c' }] }],
      allowlistedImages: [{ id: 'wi' }],
    });
    const rules = policy.ruleSets[0]?.rules ?? [];
    expect(rules.map(({ trigger }) => trigger)).toEqual(['effective_user', 'denylist', 'denylist']);
    expect(rules[0]?.params[1]).toEqual({ name: 'type', value: 'denylist' });
    expect(rules[1]?.params[0]?.value).toBe('blacklist-tool');
    expect(verdictOf(old, someFacts({ dockerfile: { mode: 'actual', text: 'FROM x' } })).finalAction).toBe('stop');
  });

  it('takes old field names in a document of version 2', () => {
    const { mappings, rule_sets, ...rest } = aDocument([]);
    expect(problemsOf({ ...rest, policies: rule_sets, mappings, whitelists: [] })).toEqual([]);
  });

  it('usablePolicy fails with a code', () => {
    expect(() => usablePolicy(parsePolicy(null, 'x'), 'x')).toThrowError(
      expect.objectContaining({ code: 'POLICY_NOT_A_POLICY' }),
    );
    expect(usablePolicy(parsePolicy(aDocument([]), 'x'), 'x').id).toBe('test-policy');
  });
});
