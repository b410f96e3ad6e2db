import { type License, spdxExpression } from '@gantry/core/license';

const maxLength = 500;

/** What a naming habit (Debian's, Fedora's) calls a licence: the SPDX expression, or null when it is not known exactly. */
export type NameToSpdx = (name: string) => string | null;

/**
 * Reads a licence statement written with a distro's own short names, joined by `and`, `or`, commas and brackets. The
 * SPDX expression is given only when every name in it is known: guessing at one would change what the licence permits.
 */
export function readNamedLicense(value: string, toSpdx: NameToSpdx): License {
  const text = value.trim();
  const short = text.length <= maxLength;
  return {
    value: text.slice(0, maxLength),
    spdx: short ? (exactSpdx(text) ?? translate(text, toSpdx)) : null,
    type: 'declared',
  };
}

/** The text when it is a valid SPDX expression as it stands (case aside), never a correction of it. */
export function exactSpdx(text: string): string | null {
  const expression = spdxExpression(text);
  return expression !== null && expression.toLowerCase() === text.toLowerCase() ? expression : null;
}

function translate(text: string, toSpdx: NameToSpdx): string | null {
  const parts = text
    .replace(/,\s{0,10}(and|or)\s/gi, ' ,$1 ')
    .replace(/([()])/g, ' $1 ')
    .split(/\s+/);
  const tokens: string[] = [];
  let name: string[] = [];
  const flush = (): boolean => {
    if (name.length === 0) return true;
    const words = name.join(' ');
    const spdx = exactSpdx(words) ?? toSpdx(words);
    name = [];
    if (spdx === null) return false;
    tokens.push(spdx.includes(' ') ? `(${spdx})` : spdx);
    return true;
  };
  for (const part of parts) {
    const operator = operators.get(part.toLowerCase());
    if (operator === undefined) {
      if (part !== '') name.push(part);
      continue;
    }
    if (!flush()) return null;
    tokens.push(operator);
  }
  if (!flush()) return null;
  const expression = bracketed(tokens).join(' ').replaceAll('( ', '(').replaceAll(' )', ')');
  return exactSpdx(expression);
}

const operators = new Map([
  ['and', 'AND'],
  ['or', 'OR'],
  [',and', ',AND'],
  [',or', ',OR'],
  ['(', '('],
  [')', ')'],
]);

/** A comma before `and` or `or` binds more loosely (DEP-5): `a or b, and c` is `(a OR b) AND c`. */
function bracketed(tokens: readonly string[]): string[] {
  const comma = tokens.findIndex((token) => token.startsWith(','));
  if (comma < 0) return [...tokens];
  const left = tokens.slice(0, comma);
  const right = bracketed(tokens.slice(comma + 1));
  return [...group(left), (tokens[comma] ?? '').slice(1), ...group(right)];
}

function group(tokens: readonly string[]): string[] {
  return tokens.length > 1 ? ['(', ...tokens, ')'] : [...tokens];
}
