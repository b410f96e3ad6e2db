import type { ImageMapping, ImageSelector, Policy } from '../../model/types.ts';
import { type Smell, warning } from './smell.ts';

/** Parts that no evaluation ever reaches. */
export function reachSmells(policy: Policy): Smell[] {
  return [
    ...unmappedSets(policy),
    ...emptySets(policy),
    ...shadowedMappings(policy),
    ...missingMappings(policy),
    ...deniedAndAllowed(policy),
  ];
}

function allMappings({ mappings, sourceMappings, sbomMappings }: Policy) {
  return [...mappings, ...sourceMappings, ...sbomMappings];
}

function unmappedSets(policy: Policy): Smell[] {
  const used = new Set(allMappings(policy).flatMap(({ ruleSetIds }) => ruleSetIds));
  return policy.ruleSets.flatMap(({ id }, at) =>
    used.has(id)
      ? []
      : [
          warning('unmapped-rule-set', `/rule_sets/${at}`, {
            details: `no mapping uses the rule set ${id}: its rules never run`,
            advice: 'Name it in the rule_set_ids of a mapping, or remove it.',
          }),
        ],
  );
}

function emptySets(policy: Policy): Smell[] {
  return policy.ruleSets.flatMap(({ id, rules }, at) =>
    rules.length > 0
      ? []
      : [
          warning('empty-rule-set', `/rule_sets/${at}/rules`, {
            details: `the rule set ${id} has no rules: whatever it is asked, it lets pass`,
            advice: 'Add rules, or remove the rule set.',
          }),
        ],
  );
}

/** A mapping behind one that accepts everything it accepts never has its turn. */
function shadowedMappings({ mappings }: Policy): Smell[] {
  return mappings.flatMap((mapping, at) => {
    const before = mappings.slice(0, at).find((earlier) => covers(earlier, mapping));
    if (!before) return [];
    const details = `the mapping ${mapping.id} is never reached: ${before.id} before it accepts every image that it accepts`;
    return [warning('unreachable-mapping', `/mappings/${at}`, { details, advice: 'Put the narrower mapping first.' })];
  });
}

function covers(wide: ImageMapping, narrow: ImageMapping): boolean {
  const same = (one: ImageSelector, other: ImageSelector) =>
    part(one.registry, other.registry) && part(one.repository, other.repository);
  if (!same(wide, narrow)) return false;
  if (wide.image.type === 'tag' && wide.image.value === '*') return true;
  return wide.image.type === narrow.image.type && part(wide.image.value, narrow.image.value);
}

function part(wide: string, narrow: string): boolean {
  return wide === '*' || wide === narrow;
}

function missingMappings(policy: Policy): Smell[] {
  if (allMappings(policy).length > 0) return [];
  const details = 'the policy has no mapping: no rule ever runs, and everything passes';
  return [warning('no-mappings', '/mappings', { details, advice: 'Add a mapping that accepts your images.' })];
}

function deniedAndAllowed({ allowlistedImages, denylistedImages }: Policy): Smell[] {
  const key = ({ registry, repository, image }: ImageSelector) => JSON.stringify([registry, repository, image]);
  const denied = new Set(denylistedImages.map(key));
  return allowlistedImages.flatMap((image, at) => {
    const path = `/allowlisted_images/${at}`;
    if (denied.has(key(image))) {
      const details = `the image ${image.id} is allowed and denied: denied wins`;
      return [warning('allowed-and-denied', path, { details, advice: 'Remove one of both.' })];
    }
    const isWide = image.registry === '*' && image.repository === '*' && image.image.value === '*';
    const details = `the entry ${image.id} lets every image pass, whatever the rules say`;
    return isWide ? [warning('everything-allowed', path, { details, advice: 'Name the images.' })] : [];
  });
}
