/** A rule that stops: `gate.trigger` and its parameters. */
export function stopRule(id: string, what: string, params: Readonly<Record<string, string>>): object {
  const [gate, trigger] = what.split('.');
  return {
    id,
    gate,
    trigger,
    action: 'STOP',
    params: Object.entries(params).map(([name, value]) => ({ name, value })),
    recommendation: `see ${id}`,
  };
}

/** A policy file with these rules for every image. */
export function policyOf(rules: readonly object[]): string {
  return JSON.stringify({
    id: 'e2e',
    name: 'e2e',
    version: '2',
    rule_sets: [{ id: 'rules', name: 'rules', version: '2', rules }],
    mappings: [
      {
        id: 'all',
        name: 'all',
        registry: '*',
        repository: '*',
        image: { type: 'tag', value: '*' },
        rule_set_ids: ['rules'],
        allowlist_ids: [],
      },
    ],
  });
}
