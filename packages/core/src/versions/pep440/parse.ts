import { numeral } from '../_shared/numerals.ts';
import { accepted, quoted, readText, refused } from '../_shared/read-text.ts';
import type { Parsed } from '../_shared/scheme.ts';

/** Numbers are decimal text without leading zeros, of any size. */
export interface Pep440Version {
  readonly epoch: string;
  /** Without zeros at the end: 1.0 is 1. */
  readonly release: readonly string[];
  readonly pre: { readonly phase: 'a' | 'b' | 'rc'; readonly number: string } | null;
  readonly post: string | null;
  readonly dev: string | null;
  /** Segments behind `+`, in lower case; empty when there are none. */
  readonly local: readonly string[];
}

/** PEP 440, appendix B. */
const shape = new RegExp(
  [
    '^v?(?:(?<epoch>\\d+)!)?(?<release>\\d+(?:\\.\\d+)*)',
    '(?:[-_.]?(?<phase>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?<pre>\\d+)?)?',
    '(?:-(?<bare>\\d+)|[-_.]?(?<post>post|rev|r)[-_.]?(?<postNumber>\\d+)?)?',
    '(?:[-_.]?(?<dev>dev)[-_.]?(?<devNumber>\\d+)?)?',
    '(?:\\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?$',
  ].join(''),
);
const phases: Readonly<Record<string, 'a' | 'b'>> = { a: 'a', alpha: 'a', b: 'b', beta: 'b' };

/** Reads every spelling that PEP 440 normalises. What was legal before it (`2004d`, `1.0-custom`) has no order, and is refused. */
export function parsePep440(text: string): Parsed<Pep440Version> {
  return readText(text, (plain) => {
    const part = shape.exec(plain.toLowerCase())?.groups;
    if (!part) return refused(`${quoted(plain)} is not a PEP 440 version`);
    return accepted({
      epoch: numeral(part['epoch'] ?? '0'),
      release: releaseOf(part['release'] as string),
      pre: part['phase'] ? { phase: phases[part['phase']] ?? 'rc', number: numeral(part['pre'] ?? '0') } : null,
      post: part['post'] || part['bare'] ? numeral(part['bare'] ?? part['postNumber'] ?? '0') : null,
      dev: part['dev'] ? numeral(part['devNumber'] ?? '0') : null,
      local: part['local']?.split(/[-_.]/).map(localSegment) ?? [],
    });
  });
}

function releaseOf(text: string): readonly string[] {
  const numbers = text.split('.').map(numeral);
  let length = numbers.length;
  while (length > 1 && numbers[length - 1] === '0') length--;
  return numbers.slice(0, length);
}

/** Only a segment of nothing but digits is a number: `007` is 7, `0ab` stays. */
function localSegment(segment: string): string {
  return /^\d+$/.test(segment) ? numeral(segment) : segment;
}
