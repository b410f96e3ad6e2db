import type { SearchPattern } from '@gantry/core';
import { sbomErrors } from '../../../errors.ts';

const mostPatterns = 500;
const longestRegex = 10_000;
const nameForm = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;

/**
 * Reads search patterns as people configure them, in YAML or JSON that was parsed already: a list of `{ name, regex }` or of texts `NAME=REGEX`.
 * `where` names the setting for messages. Fails with SBOM_PATTERNS_INVALID for what is no such list, and with SBOM_PATTERN_INVALID, naming
 * the pattern, for an expression that cannot be read.
 */
export async function readSearchPatterns(value: unknown, where: string): Promise<SearchPattern[]> {
  if (!Array.isArray(value)) throw sbomErrors.PATTERNS_INVALID({ where, because: 'they are no list' });
  if (value.length > mostPatterns)
    throw sbomErrors.PATTERNS_INVALID({ where, because: `there are more than ${mostPatterns}` });
  const patterns = value.map((entry, at) => patternOf(entry, { where, at: at + 1 }));
  const { RE2JS } = await import('re2js');
  for (const { name, regex } of patterns) checkRegex(name, () => RE2JS.compile(regex));
  return patterns;
}

function patternOf(entry: unknown, { where, at }: { readonly where: string; readonly at: number }): SearchPattern {
  const { name, regex } = typeof entry === 'string' ? splitText(entry) : fieldsOf(entry);
  if (typeof name !== 'string' || typeof regex !== 'string')
    throw sbomErrors.PATTERNS_INVALID({ where, because: `entry ${at} has no name or no regex` });
  if (!nameForm.test(name))
    throw sbomErrors.PATTERNS_INVALID({
      where,
      because: `the name of entry ${at} is not made of letters, digits, dots, dashes and underscores`,
    });
  if (regex === '' || regex.length > longestRegex)
    throw sbomErrors.PATTERN_INVALID({ name, because: `its regex must have 1 to ${longestRegex} characters` });
  return { name, regex };
}

function splitText(text: string): { readonly name?: string; readonly regex?: string } {
  const at = text.indexOf('=');
  return at < 0 ? {} : { name: text.slice(0, at), regex: text.slice(at + 1) };
}

function fieldsOf(entry: unknown): { readonly name?: unknown; readonly regex?: unknown } {
  return typeof entry === 'object' && entry !== null ? entry : {};
}

function checkRegex(name: string, compile: () => unknown): void {
  try {
    compile();
  } catch (cause) {
    const because = cause instanceof Error ? cause.message.slice(0, 200) : String(cause);
    throw sbomErrors.PATTERN_INVALID({ name, because }, { cause });
  }
}
