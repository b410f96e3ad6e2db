import { isRecord } from '@gantry/core/json';
import type { Directory, Part, SectionFacts } from './format.ts';

/** Checks the shape of a directory; null when it is not one. */
export function readDirectory(value: unknown): Directory | null {
  if (!isRecord(value) || value['version'] !== 1) return null;
  const meta = readPartFacts(value['meta']);
  const sections = Array.isArray(value['sections']) ? value['sections'].map(readSection) : [null];
  if (!meta || sections.includes(null)) return null;
  return { version: 1, meta, sections: sections as SectionFacts[] };
}

function readSection(value: unknown): SectionFacts | null {
  if (!isRecord(value)) return null;
  const index = readPartFacts(value['index']);
  const { name, blocks, entries } = value;
  if (!index || typeof name !== 'string' || !isCount(blocks) || !isCount(entries)) return null;
  return { name, blocks, entries, index };
}

function readPartFacts(value: unknown): Part | null {
  if (!isRecord(value)) return null;
  const { offset, length, crc } = value;
  return isCount(offset) && isCount(length) && isCount(crc) ? { offset, length, crc } : null;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
