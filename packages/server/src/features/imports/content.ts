import { isUtf8 } from 'node:buffer';
import { isRecord } from '@gantry/core/json';
import { parseBoundedJson } from '@gantry/sbom';
import { importErrors } from './errors.ts';
import type { ImportKind } from './ports.ts';

/** The most bytes of a part. */
export const partLimit = 100 * 2 ** 20;

/** Dockerfiles are kept with the image. */
const dockerfileLimit = 2 ** 20;

/** Refuses bytes that can be no part of this kind. IMPORT_PART_TOO_LARGE, IMPORT_PART_INVALID. */
export function checkPart(part: ImportKind, bytes: Uint8Array): void {
  const limit = part === 'dockerfile' ? dockerfileLimit : partLimit;
  if (bytes.length > limit) throw importErrors.PART_TOO_LARGE({ part, size: bytes.length, limit });
  if (bytes.length === 0) throw importErrors.PART_INVALID({ part, because: 'it is empty' });
  if (part === 'dockerfile') checkText(bytes);
}

function checkText(bytes: Uint8Array): void {
  if (!isUtf8(bytes) || bytes.includes(0))
    throw importErrors.PART_INVALID({ part: 'dockerfile', because: 'it is not text in UTF-8' });
}

/** Refuses what is no JSON object: for parts whose body the contract does not describe. IMPORT_PART_INVALID. */
export function checkObject(part: ImportKind, bytes: Uint8Array): void {
  if (!isRecord(parsed(part, bytes))) throw importErrors.PART_INVALID({ part, because: 'it is not a JSON object' });
}

function parsed(part: ImportKind, bytes: Uint8Array): unknown {
  try {
    return parseBoundedJson(bytes, part);
  } catch (cause) {
    throw importErrors.PART_INVALID({ part, because: 'it is not JSON' }, { cause });
  }
}
