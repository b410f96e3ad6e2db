import { isUtf8 } from 'node:buffer';
import { sbomErrors } from '../../errors.ts';
import { parseInPieces, pieceBytes } from './parse-in-pieces.ts';
import { scanJson } from './scan-json.ts';

/** How deep real documents of registries nest: far below this. */
const usualDepth = 100;

/** Parsed, a value takes 75 bytes and more: this many take gigabytes. A syft document of 400 MB has half as many. */
const maxValues = 24_000_000;

/**
 * Parses JSON of unknown origin: strict UTF-8, nesting counted before the parser runs, so that neither stack nor memory
 * depends on it. The caller bounds the number of bytes. `what` names the document in errors.
 *
 * Fails with SBOM_JSON_INVALID, SBOM_JSON_TOO_DEEP or SBOM_JSON_TOO_MANY.
 */
export function parseBoundedJson(bytes: Uint8Array, what: string, maxDepth: number = usualDepth): unknown {
  const plain = withoutMark(bytes);
  const { tooDeep, values, lists } = scanJson(plain, maxDepth, pieceBytes);
  if (tooDeep) throw sbomErrors.JSON_TOO_DEEP({ what, limit: maxDepth });
  if (values > maxValues) throw sbomErrors.JSON_TOO_MANY({ what, limit: maxValues });
  if (!isUtf8(plain)) throw sbomErrors.JSON_INVALID({ what });
  try {
    return parseInPieces(plain, lists);
  } catch (cause) {
    throw sbomErrors.JSON_INVALID({ what }, { cause });
  }
}

function withoutMark(bytes: Uint8Array): Uint8Array {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return marked ? bytes.subarray(3) : bytes;
}

/** A JSON object as entries without a prototype: safe for keys such as `__proto__`. Undefined for anything else. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  return Object.assign(Object.create(null) as Record<string, unknown>, value);
}
