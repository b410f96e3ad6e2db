import { exceptionAliases } from './aliases.ts';
import { licenseId } from './license-id.ts';
import { licenseKey } from './license-key.ts';

/**
 * Rewrites a list of licences as an SPDX expression: `and`, `,`, `;` and `&` mean AND, `or`, `|` and `/` mean OR, brackets
 * group. Null when any name in it is not one licence. A comma followed by and/or binds last, as in DEP-5. The caller checks the result.
 */
export function rewriteExpression(text: string): string | null {
  const flat = text.replace(/\s+/g, ' ').replace(laterWords, '+');
  const parts = flat.split(/, (?=(?:and|or) )/i);
  if (parts.length === 1) return rewriteTerms(flat);
  const rewritten = parts.map((part) => rewriteTerms(part.replace(/^(?:and|or) /i, '')));
  if (rewritten.includes(null)) return null;
  const operator = parts.slice(1).every((part) => /^or /i.test(part)) ? ' OR ' : ' AND ';
  return rewritten.map((part) => (part?.includes(' ') ? `(${part})` : part)).join(operator);
}

const laterWords = /,? or (?:\(at your option\) )?(?:any )?(?:later|newer)(?: versions?)?/gi;
const joints = /( ?\(| ?\)| -?(?:and|or)-? | ?(?:\|\|?|\/|,|;|&&?) ?)/i;

function rewriteTerms(text: string): string | null {
  let result = '';
  for (const token of text.split(joints)) {
    const trimmed = token.trim();
    if (trimmed === '') continue;
    const written = operatorOf(trimmed) ?? licenseTerm(trimmed);
    if (written === null) return null;
    result += written;
  }
  return result;
}

function operatorOf(token: string): string | null {
  switch (token.toLowerCase()) {
    case '(':
    case ')':
      return token;
    case 'or':
    case '-or-':
    case '|':
    case '||':
    case '/':
      return ' OR ';
    case 'and':
    case '-and-':
    case ',':
    case ';':
    case '&':
    case '&&':
      return ' AND ';
    default:
      return null;
  }
}

/** One name, with its exception when it has one: `GPL-2+ with Autoconf exception`. */
function licenseTerm(term: string): string | null {
  const split = / (?:with|w\/) /i.exec(term);
  if (!split) return licenseId(term);
  const license = licenseId(term.slice(0, split.index));
  const exception = exceptionId(term.slice(split.index + split[0].length));
  return license && exception && `${license} WITH ${exception}`;
}

function exceptionId(text: string): string | null {
  const name = text.trim();
  const key = licenseKey(name)
    .replace(/^a /, '')
    .replace(/ exceptions?(?= |$)/, '');
  return exceptionAliases.get(key) ?? (/^[\w.-]+$/.test(name) ? name : null);
}
