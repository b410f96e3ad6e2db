import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../parse-policy.ts';
import { aDocument, aRule, someFacts, verdictOf } from '../testing/index.ts';
import { importChanges } from './import-report.ts';

/** As old tools wrote them: no name, parts without ids, parameter names in capitals. */
const old = {
  id: 'old',
  version: '1_0',
  policies: [
    {
      id: 'p1',
      version: '1_0',
      name: 'p',
      rules: [
        {
          gate: 'DOCKERFILE',
          trigger: 'effective_user',
          action: 'STOP',
          params: [
            { name: 'USERS', value: 'root' },
            { name: 'TYPE', value: 'blacklist' },
          ],
        },
        {
          id: 'b',
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
      id: 'w',
      name: 'w',
      version: '1_0',
      items: [{ gate: 'dockerfile', trigger_id: '0123456789abcdef0123456789abcdef' }],
    },
  ],
  mappings: [
    { registry: '*', repository: '*', image: { type: 'tag', value: '*' }, policy_id: 'p1', whitelist_ids: ['w'] },
  ],
  blacklisted_images: [{ name: 'x', registry: 'bad.example', repository: '*', image: { type: 'tag', value: '*' } }],
  vendor_key: { kept: true },
};

describe('policy/model/import-report', () => {
  it('reads a document of version 1 as it was meant', () => {
    const { policy, problems } = parsePolicy(old, 'old');
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(policy).toMatchObject({
      name: 'old',
      mappings: [{ id: 'mappings-1', ruleSetIds: ['p1'], allowlistIds: ['w'] }],
      ruleSets: [{ rules: [{ id: 'rules-1' }, { id: 'b', trigger: 'denylist' }] }],
      allowlists: [{ items: [{ id: 'items-1', triggerId: '0123456789abcdef0123456789abcdef' }] }],
      denylistedImages: [{ registry: 'bad.example' }],
      extra: { vendor_key: { kept: true } },
    });
    const facts = someFacts({ dockerfile: { mode: 'actual', text: 'FROM x' } });
    const [finding] = verdictOf(old, facts).findings;
    const accepted = {
      ...old,
      whitelists: [{ ...old.whitelists[0], items: [{ gate: 'dockerfile', trigger_id: finding?.triggerId }] }],
    };
    expect(verdictOf(old, facts).finalAction).toBe('stop');
    expect(verdictOf(accepted, facts).findings[0]?.allowlisted).toBe(true);
  });

  it('tells what was changed', () => {
    const changes = importChanges(old).map(({ path, from, to }) => `${path} ${from} -> ${to}`);
    for (const change of [
      '/version 1_0 -> 2',
      '/policies policies -> rule_sets',
      '/policies/0/rules/0/params/1/value blacklist -> denylist',
      '/policies/0/rules/1/trigger blacklist -> denylist',
      '/policies/0/rules/0/id nothing -> rules-1',
      '/whitelists whitelists -> allowlists',
      '/mappings/0/policy_id policy_id -> rule_set_ids',
      '/mappings/0/whitelist_ids whitelist_ids -> allowlist_ids',
      '/blacklisted_images blacklisted_images -> denylisted_images',
    ])
      expect(changes).toContain(change);
    expect(changes.some((change) => change.includes('trigger_id'))).toBe(false);
  });

  it.each([[aDocument([aRule('always.always')])], [null], ['text'], [[]]])('says nothing of %j', (document) => {
    expect(importChanges(document)).toEqual([]);
  });
});
