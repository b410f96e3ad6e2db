import { isCodedError } from '@gantry/core';
import { inflateZlib } from '@gantry/io/archive';
import type { FileReading, ScannedFile } from '../../cataloging/define-cataloger.ts';
import { sbomErrors } from '../../errors.ts';
import { type ObjectFile, type ObjectSection, openObjectFiles } from '../_shared/object-file/index.ts';
import { unreadNote } from '../_shared/unread.ts';
import type { CargoBinaryFacts, CrateFacts } from './facts.ts';
import { type AuditData, parseAuditData } from './parse-audit-data.ts';

const mostPacked = 8 * 1024 * 1024;
const mostText = 64 * 1024 * 1024;

/** Reads the audit data of the first program in the file that has some. */
export function readCargoBinary(file: ScannedFile): FileReading<CargoBinaryFacts> {
  for (const object of openObjectFiles(file.content)) {
    const section = object.sections.find(
      (candidate) => candidate.name === '.dep-v0' || candidate.name === '.rust-deps-v0',
    );
    if (section && section.size > 0) return readSection(object, section);
  }
  return { facts: null };
}

function readSection(object: ObjectFile, section: ObjectSection): FileReading<CargoBinaryFacts> {
  const data = auditData(object, section);
  if (!data)
    return {
      facts: null,
      unread: [unreadNote(sbomErrors.BINARY_BROKEN({ because: 'its list of Rust crates is damaged' }))],
    };
  const facts: { crates: readonly CrateFacts[] } = { crates: data.crates };
  if (data.dropped === 0) return { facts };
  return {
    facts,
    unread: [unreadNote(sbomErrors.BINARY_BROKEN({ because: `${data.dropped} Rust crates have no name or version` }))],
  };
}

function auditData(object: ObjectFile, section: ObjectSection): AuditData | null {
  if (section.size > mostPacked || section.offset + section.size > object.content.size) return null;
  try {
    const bytes = inflateZlib(object.content.read(section.offset, section.size), mostText);
    return parseAuditData(new TextDecoder().decode(bytes));
  } catch (error) {
    if (isCodedError(error)) return null;
    throw error;
  }
}
