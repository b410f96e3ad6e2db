import { isRecord } from '@gantry/core/json';

/**
 * A document of the engine with the names of the wire: `ruleId` is `rule_id`. For documents whose keys are all names of fields: keys that
 * are data would be changed as well.
 */
export function toSnakeCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toSnakeCase);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [snake(key), toSnakeCase(inner)]));
}

function snake(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
