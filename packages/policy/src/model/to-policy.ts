import { PolicyDocument } from './schema.ts';
import type { ListedImage, Policy, RuleSet } from './types.ts';

const known = new Set(Object.keys(PolicyDocument.shape));

/** The policy of a checked document; `raw` gives the top-level keys that the schema does not know. */
export function toPolicy(document: PolicyDocument, raw: Record<string, unknown>): Policy {
  return {
    id: document.id,
    name: document.name,
    version: '2',
    description: document.description ?? '',
    ruleSets: document.rule_sets.map(toRuleSet),
    mappings: document.mappings.map((mapping) => ({ ...toMapping(mapping), ...toSelector(mapping) })),
    sourceMappings: (document.source_mappings ?? []).map((mapping) => ({
      ...toMapping(mapping),
      host: mapping.host,
      repository: mapping.repository,
    })),
    sbomMappings: (document.sbom_mappings ?? []).map((mapping) => ({
      ...toMapping(mapping),
      sbomName: mapping.sbom_name ?? '*',
      sbomVersion: mapping.sbom_version ?? '*',
    })),
    allowlists: (document.allowlists ?? []).map(toAllowlist),
    allowlistedImages: (document.allowlisted_images ?? []).map(toListedImage),
    denylistedImages: (document.denylisted_images ?? []).map(toListedImage),
    lastUpdated: document.last_updated ?? null,
    extra: Object.fromEntries(Object.entries(raw).filter(([key]) => !known.has(key))),
  };
}

function toRuleSet(ruleSet: PolicyDocument['rule_sets'][number]): RuleSet {
  return {
    id: ruleSet.id,
    name: ruleSet.name ?? '',
    version: String(ruleSet.version ?? '2'),
    description: ruleSet.description ?? '',
    artifactType: ruleSet.artifact_type ?? null,
    rules: ruleSet.rules.map((rule) => ({
      id: rule.id,
      gate: rule.gate,
      trigger: rule.trigger,
      action: rule.action,
      params: (rule.params ?? []).map(({ name, value }) => ({ name, value: String(value) })),
      description: rule.description ?? '',
      recommendation: rule.recommendation ?? '',
      controlIds: rule.control_ids ?? [],
    })),
  };
}

type MappingDocument = NonNullable<PolicyDocument['sbom_mappings']>[number];

function toMapping(mapping: Omit<MappingDocument, 'sbom_name' | 'sbom_version'>) {
  return {
    id: mapping.id,
    name: mapping.name ?? '',
    description: mapping.description ?? '',
    ruleSetIds: mapping.rule_set_ids,
    allowlistIds: mapping.allowlist_ids ?? [],
  };
}

function toSelector(selector: Pick<ListedImage, 'registry' | 'repository' | 'image'>) {
  return { registry: selector.registry, repository: selector.repository, image: selector.image };
}

function toListedImage(image: NonNullable<PolicyDocument['allowlisted_images']>[number]): ListedImage {
  return { id: image.id, name: image.name ?? '', description: image.description ?? '', ...toSelector(image) };
}

function toAllowlist(list: NonNullable<PolicyDocument['allowlists']>[number]) {
  return {
    id: list.id,
    name: list.name ?? '',
    version: String(list.version ?? '2'),
    description: list.description ?? '',
    items: list.items.map((item) => ({
      id: item.id,
      gate: item.gate,
      triggerId: item.trigger_id,
      expiresOn: item.expires_on ?? null,
      description: item.description ?? '',
    })),
  };
}
