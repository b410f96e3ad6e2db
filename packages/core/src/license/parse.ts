import parseExpression from 'spdx-expression-parse';
import correct from 'spdx-correct';
import type { License } from './types.ts';

/** Reads one licence statement as metadata gives it; keeps the text and adds the SPDX expression when there is one. */
export function readLicense(value: string, type: License['type'] = 'declared'): License {
  const text = value.trim();
  return { value: text, spdx: spdxExpression(text), type };
}

/** A valid SPDX expression for the text: as it is, or with the common misspellings mended; null when it is none. */
export function spdxExpression(text: string): string | null {
  if (text.length === 0 || text.length > 2000) return null;
  if (isExpression(text)) return text;
  const mended = correct(text, { upgrade: false });
  return mended && isExpression(mended) ? mended : null;
}

function isExpression(text: string): boolean {
  try {
    parseExpression(text);
    return true;
  } catch {
    return false;
  }
}
