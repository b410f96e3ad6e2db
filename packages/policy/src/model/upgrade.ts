import { isRecord } from '@gantry/core/json';

type Fields = ReadonlyMap<string, string>;

const bundleFields: Fields = new Map([
  ['policies', 'rule_sets'],
  ['whitelists', 'allowlists'],
  ['whitelisted_images', 'allowlisted_images'],
  ['blacklisted_images', 'denylisted_images'],
  ['comment', 'description'],
]);

const partFields: Fields = new Map([
  ['comment', 'description'],
  ['whitelist_ids', 'allowlist_ids'],
  ['policy_ids', 'rule_set_ids'],
]);

/** Values of an enumeration that version 2 spells differently. */
const valueNames: Fields = new Map([
  ['whitelist', 'allowlist'],
  ['blacklist', 'denylist'],
]);

/** Parts of a policy that hold a list of objects with the same old spellings. */
const listParts = ['mappings', 'source_mappings', 'sbom_mappings', 'allowlisted_images', 'denylisted_images'];

/**
 * A document of bundle version `1_0` in the words of version 2; a version 2 document comes back with any old field
 * names replaced. Values that are not of the expected shape pass through for the schema to complain about.
 */
export function upgradeDocument(document: Record<string, unknown>): Record<string, unknown> {
  const old = isOldVersion(document['version']);
  const renamed = rename(document, bundleFields);
  const upgraded = mapEntries(old ? filledBundle(renamed) : renamed, (key, value) => {
    if (key === 'rule_sets') return eachObject(value, (part) => upgradeRuleSet(part, old));
    if (key === 'allowlists') return eachObject(value, upgradeAllowlist);
    if (listParts.includes(key)) return eachObject(value, upgradeMapping);
    return value;
  });
  return old ? { ...upgraded, version: '2' } : upgraded;
}

/** Version 1 asked for an id and a version only: names and ids of parts that others leave out are made up. */
function filledBundle(bundle: Record<string, unknown>): Record<string, unknown> {
  const filled = mapEntries({ name: bundle['id'], rule_sets: [], mappings: [], ...bundle }, (key, value) => {
    if (listParts.includes(key)) return withIds(value, key);
    const inner = key === 'rule_sets' ? 'rules' : key === 'allowlists' ? 'items' : null;
    if (inner === null) return value;
    return eachObject(value, (part) =>
      mapEntries(part, (name, items) => (name === inner ? withIds(items, inner) : items)),
    );
  });
  return filled;
}

function withIds(value: unknown, what: string): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((part: unknown, at) =>
    isRecord(part) && !Object.hasOwn(part, 'id') ? { ...part, id: `${what}-${at + 1}` } : part,
  );
}

/** True for the versions that were called `1_0`. */
export function isOldVersion(version: unknown): boolean {
  return ['1_0', '1.0', '1', 'v1'].includes(String(version).toLowerCase());
}

/** The version 2 name of a trigger or parameter: `blacklist_usernames` is `denylist_usernames`. */
export function newName(name: string): string {
  return name.replace(/blacklist/gi, 'denylist').replace(/whitelist/gi, 'allowlist');
}

function upgradeRuleSet(ruleSet: Record<string, unknown>, old: boolean): unknown {
  return mapEntries(rename(ruleSet, partFields), (key, value) =>
    key === 'rules' ? eachObject(value, (rule) => upgradeRule(rule, old)) : value,
  );
}

function upgradeRule(rule: Record<string, unknown>, old: boolean): unknown {
  return mapEntries(rename(rule, partFields), (key, value) => {
    if (!old) return value;
    if (key === 'trigger' && typeof value === 'string') return newName(value);
    return key === 'params' ? eachObject(value, upgradeParameter) : value;
  });
}

function upgradeParameter(parameter: Record<string, unknown>): unknown {
  return mapEntries(parameter, (key, value) => {
    if (typeof value !== 'string') return value;
    return key === 'value' && String(parameter['name']).toLowerCase() === 'type'
      ? (valueNames.get(value) ?? value)
      : value;
  });
}

function upgradeAllowlist(list: Record<string, unknown>): unknown {
  return mapEntries(rename(list, partFields), (key, value) =>
    key === 'items' ? eachObject(value, (item) => rename(item, partFields)) : value,
  );
}

function upgradeMapping(mapping: Record<string, unknown>): unknown {
  const renamed = rename(mapping, partFields);
  if (!Object.hasOwn(renamed, 'policy_id')) return renamed;
  const { policy_id: single, ...rest } = renamed;
  return Object.hasOwn(rest, 'rule_set_ids') ? rest : { ...rest, rule_set_ids: [single] };
}

/** New names win over old ones when a document has both. */
function rename(object: Record<string, unknown>, names: Fields): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, value]) => {
      const name = names.get(key) ?? key;
      return name !== key && Object.hasOwn(object, name) ? [] : [[name, value]];
    }),
  );
}

function mapEntries(object: Record<string, unknown>, change: (key: string, value: unknown) => unknown) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(key, value)]));
}

function eachObject(value: unknown, change: (part: Record<string, unknown>) => unknown): unknown {
  return Array.isArray(value) ? value.map((part: unknown) => (isRecord(part) ? change(part) : part)) : value;
}
