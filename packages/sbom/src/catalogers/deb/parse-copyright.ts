import type { ScannedFile } from '../../cataloging/define-cataloger.ts';
import { linesOf } from '../_shared/text-lines.ts';

/** The licence statements of a copyright file, as written, each once. */
export interface CopyrightFacts {
  readonly kind: 'copyright';
  readonly licenses: readonly string[];
}

const maxLicenses = 200;

/**
 * Reads a Debian copyright file: the short names of its `License:` fields when it is machine-readable (DEP-5),
 * otherwise the texts of /usr/share/common-licenses that it refers to.
 */
export function parseCopyright(file: ScannedFile): CopyrightFacts {
  const fields = new Set<string>();
  const references = new Set<string>();
  for (const { text } of linesOf(file.content, 1 << 13)) {
    const field = fieldValue(text);
    if (field !== '' && fields.size < maxLicenses) fields.add(field);
    for (const name of commonLicenses(text)) if (references.size < maxLicenses) references.add(name);
  }
  return { kind: 'copyright', licenses: [...(fields.size > 0 ? fields : references)].sort() };
}

function fieldValue(line: string): string {
  const start = line.slice(0, 8).toLowerCase();
  if (start !== 'license:') return '';
  const value = line.slice(8).trim();
  return value.length <= 200 ? value : '';
}

function commonLicenses(line: string): string[] {
  if (!line.includes('/common-licenses/')) return [];
  const names = line.matchAll(/\/usr\/share\/common-licenses\/([A-Za-z0-9][A-Za-z0-9.+-]{0,60})/g);
  return [...names].map((match) => (match[1] ?? '').replace(/[.-]+$/, '')).filter((name) => name !== '');
}
