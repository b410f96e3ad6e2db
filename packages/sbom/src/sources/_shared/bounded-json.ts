import { sbomErrors } from '../../errors.ts';

/** How deep real documents of registries nest: far below this. */
const usualDepth = 100;

/**
 * Parses JSON of unknown origin: strict UTF-8, nesting counted before the parser runs, so that neither stack nor memory
 * depends on it. The caller bounds the number of bytes. `what` names the document in errors.
 *
 * Fails with SBOM_JSON_INVALID or SBOM_JSON_TOO_DEEP.
 */
export function parseBoundedJson(bytes: Uint8Array, what: string, maxDepth: number = usualDepth): unknown {
  if (nestsDeeperThan(bytes, maxDepth)) throw sbomErrors.JSON_TOO_DEEP({ what, limit: maxDepth });
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw sbomErrors.JSON_INVALID({ what }, { cause });
  }
}

/** A JSON object as entries without a prototype: safe for keys such as `__proto__`. Undefined for anything else. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  return Object.assign(Object.create(null) as Record<string, unknown>, value);
}

const quote = 0x22;
const backslash = 0x5c;

function nestsDeeperThan(bytes: Uint8Array, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (inString) {
      if (byte === backslash) at += 1;
      else if (byte === quote) inString = false;
    } else if (byte === quote) inString = true;
    else if (byte === 0x5b || byte === 0x7b) {
      depth += 1;
      if (depth > limit) return true;
    } else if (byte === 0x5d || byte === 0x7d) depth -= 1;
  }
  return false;
}
