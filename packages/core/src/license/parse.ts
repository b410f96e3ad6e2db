import parseExpression from 'spdx-expression-parse';
import { rewriteExpression } from './expression.ts';
import { licenseId } from './license-id.ts';
import type { License } from './types.ts';

/** Reads one licence statement as metadata gives it; keeps the text (at most 4,000 characters) and adds the SPDX expression when there is one. */
export function readLicense(value: string, type: License['type'] = 'declared'): License {
  const text = value.slice(0, maxValue).trim();
  return { value: text, spdx: spdxExpression(text), type };
}

/**
 * A valid SPDX expression (SPDX 2.3, annex D) for the text: as it is, or from the common names and lists of names;
 * null when it is none or could mean several licences. The old GNU identifiers are written as the present ones.
 */
export function spdxExpression(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed.length === 0 || trimmed.length > maxExpression) return null;
  const known = seen.get(trimmed);
  if (known !== undefined) return known;
  const expression = makeExpression(trimmed);
  if (seen.size >= maxSeen) seen.clear();
  seen.set(trimmed, expression);
  return expression;
}

const maxValue = 4000;
const maxExpression = 1000;
/** Most packages repeat a handful of statements; the memory of them is bounded. */
const maxSeen = 2000;
const seen = new Map<string, string | null>();

function makeExpression(text: string): string | null {
  const whole = licenseId(text);
  if (whole) return whole;
  const rewritten = rewriteExpression(text);
  if (rewritten && isExpression(rewritten)) return rewritten;
  return isExpression(text) && !/^unlicensed$/i.test(text) ? text : null;
}

function isExpression(text: string): boolean {
  try {
    parseExpression(text);
    return true;
  } catch {
    return false;
  }
}
