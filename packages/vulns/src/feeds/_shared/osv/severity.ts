import type { CvssScore, Severity } from '@gantry/core';
import { bestScore, scoreCvss, severityOfScore } from '@gantry/core/cvss';
import { type Dict, dictAt, isDict, listAt, own, textAt } from './read.ts';

/** Words that the sources use for severity, in lower case. */
const words: ReadonlyMap<string, Severity> = new Map<string, Severity>([
  ['critical', 'critical'],
  ['high', 'high'],
  ['important', 'high'],
  ['low', 'low'],
  ['medium', 'medium'],
  ['minor', 'low'],
  ['moderate', 'medium'],
  ['negligible', 'negligible'],
  ['unimportant', 'negligible'],
  ['untriaged', 'unknown'],
]);

/** Severity and scores of a record or of one affected entry. */
export interface ReadSeverity {
  readonly severity: Severity;
  readonly scores: readonly CvssScore[];
  /** Entries of `severity[]` that are neither a CVSS vector nor a known word. */
  readonly unreadable: number;
}

/**
 * The source's own word first (GitHub's and Bitnami's `database_specific.severity`, Ubuntu's priority, the first word of
 * a Red Hat style erratum), then the newest CVSS vector, then a bare score; `unknown` when nothing is said.
 */
export function readSeverity(record: Dict, source: string): ReadSeverity {
  const stated = readStated(record, source);
  const own = wordAt(dictAt(record, 'database_specific'), 'severity') ?? erratumWord(record);
  return { ...stated, severity: own ?? stated.word ?? fromScores(stated.scores) ?? bareScore(record) ?? 'unknown' };
}

/** What is said of one package only: its own `severity[]`, or Debian's urgency. Undefined when nothing is said. */
export function readPackageSeverity(entry: Dict, source: string): ReadSeverity | null {
  const stated = readStated(entry, source);
  const urgency = wordAt(dictAt(entry, 'ecosystem_specific'), 'urgency');
  const severity = stated.word ?? urgency ?? fromScores(stated.scores);
  return severity || stated.unreadable > 0 ? { ...stated, severity: severity ?? 'unknown' } : null;
}

function readStated(holder: Dict, source: string): { word: Severity | null; scores: CvssScore[]; unreadable: number } {
  const scores: CvssScore[] = [];
  let word: Severity | null = null;
  let unreadable = 0;
  for (const item of listAt(holder, 'severity').slice(0, 50)) {
    const text = isDict(item) ? textAt(item, 'score') : null;
    const score = text === null ? null : scoreCvss(text, source);
    const said = text === null ? undefined : words.get(text.toLowerCase());
    if (score) scores.push(score);
    else if (said) word = said;
    else unreadable += 1;
  }
  return { word, scores, unreadable };
}

function wordAt(dict: Dict, key: string): Severity | null {
  return words.get((textAt(dict, key, 40) ?? '').toLowerCase()) ?? null;
}

/** `Important: kernel security update`, as AlmaLinux, Rocky and Red Hat title their errata. */
function erratumWord(record: Dict): Severity | null {
  if (!/^(?:AL|RH|RL)[SBE]A-/.test(textAt(record, 'id') ?? '')) return null;
  const word = (textAt(record, 'summary') ?? '').split(':', 1)[0] ?? '';
  return words.get(word.toLowerCase()) ?? null;
}

function fromScores(scores: readonly CvssScore[]): Severity | null {
  const best = bestScore(scores);
  return best && severityOfScore(best.baseScore, best.version);
}

const bareScores = [
  ['cvss_v4', '4.0'],
  ['cvss_v3', '3.1'],
  ['cvss_score', '3.0'],
  ['cvss_v2', '2.0'],
] as const;

/** RubySec and the Node.js group give numbers without a vector. */
function bareScore(record: Dict): Severity | null {
  const specific = dictAt(record, 'database_specific');
  for (const [key, version] of bareScores) {
    const value = own(specific, key);
    const number = typeof value === 'string' && value !== '' ? Number(value) : value;
    const severity = typeof number === 'number' ? severityOfScore(number, version) : 'unknown';
    if (severity !== 'unknown') return severity;
  }
  return null;
}
