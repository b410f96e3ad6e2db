import type { ImageSelector, Policy } from './types.ts';

/** The policy as a version 2 document (snake case), with the keys that Gantry does not know put back. */
export function toDocument(policy: Policy): Record<string, unknown> {
  return {
    ...policy.extra,
    id: policy.id,
    name: policy.name,
    version: policy.version,
    description: policy.description,
    rule_sets: policy.ruleSets.map((ruleSet) => ({
      ...part(ruleSet),
      version: ruleSet.version,
      ...(ruleSet.artifactType ? { artifact_type: ruleSet.artifactType } : {}),
      rules: ruleSet.rules.map(({ controlIds, ...rule }) => ({
        ...rule,
        action: rule.action.toUpperCase(),
        ...(controlIds.length === 0 ? {} : { control_ids: controlIds }),
      })),
    })),
    mappings: policy.mappings.map((mapping) => ({ ...mapped(mapping), ...selector(mapping) })),
    source_mappings: policy.sourceMappings.map((mapping) => ({
      ...mapped(mapping),
      host: mapping.host,
      repository: mapping.repository,
    })),
    sbom_mappings: policy.sbomMappings.map((mapping) => ({
      ...mapped(mapping),
      sbom_name: mapping.sbomName,
      sbom_version: mapping.sbomVersion,
    })),
    allowlists: policy.allowlists.map((list) => ({
      ...part(list),
      version: list.version,
      items: list.items.map(({ id, gate, triggerId, expiresOn, description }) => ({
        id,
        gate,
        trigger_id: triggerId,
        expires_on: expiresOn,
        description,
      })),
    })),
    allowlisted_images: policy.allowlistedImages.map((image) => ({ ...part(image), ...selector(image) })),
    denylisted_images: policy.denylistedImages.map((image) => ({ ...part(image), ...selector(image) })),
    ...(policy.lastUpdated === null ? {} : { last_updated: policy.lastUpdated }),
  };
}

function part({ id, name, description }: { id: string; name: string; description: string }) {
  return { id, name, description };
}

function selector({ registry, repository, image }: ImageSelector) {
  return { registry, repository, image };
}

function mapped(mapping: {
  id: string;
  name: string;
  description: string;
  ruleSetIds: readonly string[];
  allowlistIds: readonly string[];
}) {
  return { ...part(mapping), rule_set_ids: mapping.ruleSetIds, allowlist_ids: mapping.allowlistIds };
}
