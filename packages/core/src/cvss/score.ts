import calculator from 'ae-cvss-calculator';
import type { CvssScore, Severity } from '../severity/types.ts';

/** Longer texts are no vectors; the longest real one (4.0 with every metric) has about 230 characters. */
const longestVector = 400;

/**
 * Scores a CVSS vector by the specifications of FIRST (2.0, 3.0, 3.1, 4.0). `baseScore` is the score of the base
 * metrics alone, as vulnerability databases state it, whatever temporal or threat metrics the vector carries. 4.0 has no
 * exploitability and impact scores. Null when the text is no vector, has an unknown or repeated metric, or lacks a base metric.
 */
export function scoreCvss(vector: string, source: string): CvssScore | null {
  if (vector.length > longestVector) return null;
  const version = versionOf(vector);
  return version && wellFormed(vector) ? calculate(version, vector, source) : null;
}

/** The qualitative severity scale of CVSS 3.x and 4.0 (section 5 and 6); 2.0 scores by the scale that NVD uses for them. */
export function severityOfScore(score: number, version: CvssScore['version'] = '3.1'): Severity {
  if (!(score >= 0 && score <= 10)) return 'unknown';
  if (version === '2.0') return score >= 7 ? 'high' : score >= 4 ? 'medium' : 'low';
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  return score > 0 ? 'low' : 'negligible';
}

/** Newest CVSS version first, then the higher score: the one to show and to judge by. */
export function bestScore(scores: readonly CvssScore[]): CvssScore | null {
  let best: CvssScore | null = null;
  for (const score of scores) {
    if (!best || score.version > best.version || (score.version === best.version && score.baseScore > best.baseScore)) {
      best = score;
    }
  }
  return best;
}

const makers = {
  '2.0': (vector: string) => new calculator.Cvss2(vector),
  '3.0': (vector: string) => new calculator.Cvss3P0(vector),
  '3.1': (vector: string) => new calculator.Cvss3P1(vector),
  '4.0': (vector: string) => new calculator.Cvss4P0(vector),
} as const;

function versionOf(vector: string): CvssScore['version'] | null {
  if (vector.startsWith('CVSS:3.1/')) return '3.1';
  if (vector.startsWith('CVSS:3.0/')) return '3.0';
  if (vector.startsWith('CVSS:4.0/')) return '4.0';
  return /^\(?AV:[LAN]\/AC:[HML]\/Au:[MSN]\//.test(vector) ? '2.0' : null;
}

/** Every metric is `NAME:VALUE` and none comes twice, as the specifications demand. */
function wellFormed(vector: string): boolean {
  const names = new Set<string>();
  for (const part of bare(vector).split('/')) {
    const [name, value, more] = part.split(':');
    if (!name || !value || more !== undefined || names.has(name)) return false;
    names.add(name);
  }
  return true;
}

function calculate(version: CvssScore['version'], vector: string, source: string): CvssScore | null {
  try {
    const parsed = makers[version](version === '2.0' ? bare(vector) : vector);
    if (!parsed.isBaseFullyDefined()) return null;
    return toScore({ source, version, vector }, parsed.calculateScores() as unknown as Scores);
  } catch {
    // The calculator throws plain errors for unknown metrics and values: the text is no vector.
    return null;
  }
}

interface Scores {
  readonly base?: number;
  readonly baseMetricsOnly?: number;
  readonly exploitability?: number;
  readonly impact?: number;
}

function toScore(of: Pick<CvssScore, 'source' | 'version' | 'vector'>, scores: Scores): CvssScore | null {
  const baseScore = scores.baseMetricsOnly ?? scores.base;
  if (baseScore === undefined) return null;
  return {
    ...of,
    baseScore,
    ...(scores.exploitability === undefined ? {} : { exploitabilityScore: scores.exploitability }),
    ...(scores.impact === undefined ? {} : { impactScore: scores.impact }),
  };
}

/** Vectors of version 2 are sometimes written in brackets. */
function bare(vector: string): string {
  return vector.startsWith('(') && vector.endsWith(')') ? vector.slice(1, -1) : vector;
}
