import { isRecord } from '@gantry/core/json';

/** The order in which people read a policy: who it is, what it says, where it holds, what is excepted. */
const orders: Readonly<Record<string, readonly string[]>> = {
  bundle: [
    'id',
    'name',
    'version',
    'description',
    'last_updated',
    'mappings',
    'source_mappings',
    'sbom_mappings',
    'rule_sets',
    'allowlists',
    'allowlisted_images',
    'denylisted_images',
    'tests',
  ],
  rule_sets: ['id', 'name', 'version', 'description', 'artifact_type', 'rules'],
  rules: ['id', 'gate', 'trigger', 'action', 'params', 'description', 'recommendation', 'control_ids'],
  params: ['name', 'value'],
  mappings: [
    'id',
    'name',
    'description',
    'registry',
    'host',
    'repository',
    'sbom_name',
    'sbom_version',
    'image',
    'rule_set_ids',
    'allowlist_ids',
  ],
  image: ['type', 'value'],
  allowlists: ['id', 'name', 'version', 'description', 'items'],
  items: ['id', 'gate', 'trigger_id', 'expires_on', 'description'],
};

/** Which part of a policy a list or object under this key holds. */
const parts: Readonly<Record<string, string>> = {
  source_mappings: 'mappings',
  sbom_mappings: 'mappings',
  allowlisted_images: 'mappings',
  denylisted_images: 'mappings',
};

/** The part that is found under a key of another part; `bundle` is the whole. */
export function partUnder(key: string): string {
  return parts[key] ?? key;
}

/** The order of two keys of a part: known ones as people read them, others after them as they were (0). */
export function compareKeys(part: string, left: string, right: string): number {
  const order = orders[part];
  if (!order) return 0;
  const rank = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  return rank(left) - rank(right);
}

/** The document with the keys of every part in canonical order; values and lists stay as they are. */
export function canonicalDocument(document: unknown, part = 'bundle'): unknown {
  if (Array.isArray(document)) return document.map((one: unknown) => canonicalDocument(one, part));
  if (!isRecord(document)) return document;
  const entries = Object.entries(document).sort(([a], [b]) => compareKeys(part, a, b));
  return Object.fromEntries(entries.map(([key, value]) => [key, canonicalDocument(value, partUnder(key))]));
}
