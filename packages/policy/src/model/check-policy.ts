import { limits } from './limits.ts';
import { compilePattern } from './patterns/index.ts';
import { type PolicyProblem, policyError } from './problems.ts';
import { readTime } from './time.ts';
import type { ImageSelector, Policy } from './types.ts';

/** Everything that can be wrong with a policy and needs no knowledge of gates: ids, references, patterns, dates. */
export function checkPolicy(policy: Policy): PolicyProblem[] {
  return [
    ...tooMany(policy),
    ...duplicateIds(policy),
    ...danglingIds(policy),
    ...badPatterns(policy),
    ...badDates(policy),
  ];
}

/** Too many of what costs time in every evaluation. */
function tooMany(policy: Policy): PolicyProblem[] {
  const rules = policy.ruleSets.reduce((sum, ruleSet) => sum + ruleSet.rules.length, 0);
  if (rules <= limits.rules) return [];
  return [policyError('too_large', '/rule_sets', { details: `${rules} rules are more than ${limits.rules}` })];
}

function duplicateIds(policy: Policy): PolicyProblem[] {
  const rules = policy.ruleSets.flatMap((ruleSet, at) =>
    ruleSet.rules.map((rule, inner) => ({ id: rule.id, path: `/rule_sets/${at}/rules/${inner}` })),
  );
  return [
    ...repeated('rule', rules),
    ...repeated('rule set', numbered('rule_sets', policy.ruleSets)),
    ...repeated('allowlist', numbered('allowlists', policy.allowlists)),
    ...repeated('mapping', numbered('mappings', policy.mappings)),
    ...repeated('source mapping', numbered('source_mappings', policy.sourceMappings)),
    ...repeated('SBOM mapping', numbered('sbom_mappings', policy.sbomMappings)),
    ...repeated('allowed image', numbered('allowlisted_images', policy.allowlistedImages)),
    ...repeated('denied image', numbered('denylisted_images', policy.denylistedImages)),
  ];
}

function numbered(part: string, items: readonly { readonly id: string }[]) {
  return items.map(({ id }, at) => ({ id, path: `/${part}/${at}` }));
}

function repeated(what: string, items: readonly { id: string; path: string }[]): PolicyProblem[] {
  const seen = new Set<string>();
  return items.flatMap(({ id, path }) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    const ruleId = what === 'rule' ? id : null;
    return [policyError('duplicate_id', path, { ruleId, details: `the ${what} id ${id} is used more than once` })];
  });
}

function danglingIds(policy: Policy): PolicyProblem[] {
  const ruleSets = new Set(policy.ruleSets.map(({ id }) => id));
  const allowlists = new Set(policy.allowlists.map(({ id }) => id));
  const all = [
    ...policy.mappings.map((mapping, at) => ({ mapping, path: `/mappings/${at}` })),
    ...policy.sourceMappings.map((mapping, at) => ({ mapping, path: `/source_mappings/${at}` })),
    ...policy.sbomMappings.map((mapping, at) => ({ mapping, path: `/sbom_mappings/${at}` })),
  ];
  return all.flatMap(({ mapping, path }) => [
    ...missing(`${path}/rule_set_ids`, mapping.ruleSetIds, { known: ruleSets, what: 'rule set' }),
    ...missing(`${path}/allowlist_ids`, mapping.allowlistIds, { known: allowlists, what: 'allowlist' }),
  ]);
}

function missing(path: string, ids: readonly string[], { known, what }: { known: Set<string>; what: string }) {
  return ids
    .filter((id) => !known.has(id))
    .map((id) => policyError('dangling_id', path, { details: `there is no ${what} with the id ${id}` }));
}

const regexPrefix = 'regexp:';

function badPatterns(policy: Policy): PolicyProblem[] {
  const selectors: { path: string; texts: string[] }[] = [
    ...selectorTexts('mappings', policy.mappings),
    ...selectorTexts('allowlisted_images', policy.allowlistedImages),
    ...selectorTexts('denylisted_images', policy.denylistedImages),
    ...policy.sourceMappings.map(({ host, repository }, at) => ({
      path: `/source_mappings/${at}`,
      texts: [host, repository],
    })),
  ];
  const regexes = selectors.flatMap(({ path, texts }) =>
    texts.filter((text) => text.startsWith(regexPrefix)).map((text) => ({ path, text })),
  );
  if (regexes.length > limits.regexMappings) {
    const details = `${regexes.length} regular expressions in mappings are more than ${limits.regexMappings}`;
    return [policyError('too_large', '/mappings', { details })];
  }
  return regexes.flatMap(({ path, text }) => {
    const compiled = compilePattern(text.slice(regexPrefix.length));
    return compiled.ok
      ? []
      : [policyError('bad_pattern', path, { details: `${text.slice(0, 200)}: ${compiled.because}` })];
  });
}

function selectorTexts(part: string, selectors: readonly ImageSelector[]) {
  return selectors.map(({ registry, repository, image }, at) => ({
    path: `/${part}/${at}`,
    texts: [registry, repository, image.value],
  }));
}

function badDates(policy: Policy): PolicyProblem[] {
  return policy.allowlists.flatMap((list, at) =>
    list.items.flatMap((item, inner) =>
      item.expiresOn === null || readTime(item.expiresOn) !== null
        ? []
        : [
            policyError('bad_date', `/allowlists/${at}/items/${inner}/expires_on`, {
              details: `${item.expiresOn} is not a time as RFC 3339 writes it (2026-01-31T00:00:00Z)`,
            }),
          ],
    ),
  );
}
