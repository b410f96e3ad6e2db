import { policyErrors } from '../errors.ts';
import { readHdf } from './read-hdf.ts';
import { readXccdf } from './read-xccdf.ts';
import type { StigResults } from './types.ts';

export type * from './types.ts';

/** Rules of one document; more are refused. */
const maxRules = 20_000;

/** What opens elements and attributes, or objects and lists. Reports that hold all of a benchmark have half a million; each takes memory. */
const maxMarks = 1_500_000;

/**
 * Reads what a STIG scanner wrote: HDF JSON or XCCDF (OpenSCAP's results and ARF too). Fails with `POLICY_NOT_STIG_RESULTS` when the
 * text (`name` in words for people) is neither, or holds no rule at all.
 */
export function readStigResults(text: string, name: string): StigResults {
  const results = read(text, name);
  const { length } = results.rules;
  if (length === 0 || length > maxRules)
    throw policyErrors.NOT_STIG_RESULTS({
      name,
      because: length === 0 ? 'it holds no rule' : `it holds ${length} rules`,
    });
  return results;
}

function read(text: string, name: string): StigResults {
  const isXml = text.trimStart().startsWith('<');
  if (countOf(text, isXml ? '<=' : '{[') > maxMarks)
    throw policyErrors.NOT_STIG_RESULTS({ name, because: `it has more than ${maxMarks} parts` });
  try {
    const results = isXml ? readXccdf(text) : readHdf(JSON.parse(text));
    if (results !== null) return results;
  } catch (cause) {
    const because = cause instanceof Error ? cause.message.slice(0, 200) : 'it cannot be parsed';
    throw policyErrors.NOT_STIG_RESULTS({ name, because }, { cause });
  }
  throw policyErrors.NOT_STIG_RESULTS({ name, because: isXml ? 'it has no TestResult' : 'it has no profiles' });
}

/** How often some characters stand in a text. */
function countOf(text: string, characters: string): number {
  let count = 0;
  for (const character of characters)
    for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count++;
  return count;
}
