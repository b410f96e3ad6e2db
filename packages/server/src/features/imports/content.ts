import { isUtf8 } from 'node:buffer';
import { isCodedError } from '@gantry/core';
import { parseBoundedJson } from '@gantry/sbom';
import type { z } from 'zod';
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

/** Larger documents are looked at by the analysis, in a process of its own. */
const checkedAtOnce = 4 * 2 ** 20;

/** Refuses JSON that is not what the contract says of this kind. IMPORT_PART_INVALID. */
export function checkJson(part: ImportKind, bytes: Uint8Array, schema: z.ZodType): void {
  if (part === 'packages' && bytes.length > checkedAtOnce) checkBeginning(bytes);
  else checkWhole(part, bytes, schema);
}

function checkWhole(part: ImportKind, bytes: Uint8Array, schema: z.ZodType): void {
  const result = schema.safeParse(parsed(part, bytes));
  if (result.success) return;
  const [issue] = result.error.issues;
  const place = issue?.path.join('.') ?? '';
  const because = issue?.message ?? 'not understood';
  throw importErrors.PART_INVALID({ part, because: place === '' ? because : `${place}: ${because}` });
}

function checkBeginning(bytes: Uint8Array): void {
  const first = bytes.find((byte) => byte > 0x20);
  if (first !== 0x7b || !isUtf8(bytes))
    throw importErrors.PART_INVALID({ part: 'packages', because: 'it is not a JSON object' });
}

function parsed(part: ImportKind, bytes: Uint8Array): unknown {
  try {
    return parseBoundedJson(bytes, part);
  } catch (cause) {
    if (!isCodedError(cause)) throw cause;
    throw importErrors.PART_INVALID({ part, because: cause.message }, { cause });
  }
}
