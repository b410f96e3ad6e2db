import type { CvssScore, Severity, Ssvc } from '@gantry/core';
import { bestScore, scoreCvss, severityOfScore } from '@gantry/core/cvss';
import type { CveRating } from '../../store/types.ts';
import { type Dict, dictAt, isDict, listAt, textAt, timeAt } from '../_shared/osv/read.ts';

/** A rating with its age; `badScores` counts vectors that are none. */
export interface ReadCve {
  readonly rating: CveRating;
  readonly modified: string | null;
  readonly badScores: number;
}

/** Reads an item of `vulnerabilities[]`; null when it is no CVE. A CVE that was rejected rates nothing. */
export function readCve(text: string): ReadCve | null {
  const cve = dictAt(parse(text), 'cve');
  const id = textAt(cve, 'id', 40);
  if (id === null || !/^CVE-\d{4}-\d{4,19}$/.test(id)) return null;
  const metrics = dictAt(cve, 'metrics');
  const stated = ['cvssMetricV40', 'cvssMetricV31', 'cvssMetricV30', 'cvssMetricV2'].flatMap((key) =>
    listAt(metrics, key).slice(0, mostMetrics).filter(isDict),
  );
  const scores = stated.map(readMetric);
  const good = scores.filter((score) => score !== null);
  return {
    rating: { cve: id, severity: severityOf(good), scores: good, ssvc: readSsvc(metrics) },
    modified: timeAt(utcTime(cve), 'lastModified'),
    badScores: scores.length - good.length,
  };
}

const mostMetrics = 20;

function parse(text: string): Dict {
  try {
    const value = JSON.parse(text) as unknown;
    return isDict(value) ? value : {};
  } catch {
    return {};
  }
}

/** NVD writes UTC without saying so. */
function utcTime(cve: Dict): Dict {
  const text = textAt(cve, 'lastModified', 40);
  return text !== null && /T[\d:.]+$/.test(text) ? { lastModified: `${text}Z` } : cve;
}

/** Sources with a name that people know; the others stay as NVD writes them (mail addresses of who scored). */
const sourceNames: ReadonlyMap<string, string> = new Map([
  ['nvd@nist.gov', 'nvd'],
  ['134c704f-9b21-4f2e-91b3-4a467353bcc0', 'cisa-adp'],
]);

function readMetric(metric: Dict): CvssScore | null {
  const source = textAt(metric, 'source', 200) ?? 'nvd';
  return scoreCvss(textAt(dictAt(metric, 'cvssData'), 'vectorString') ?? '', sourceNames.get(source) ?? source);
}

/** NVD's own score of the newest version, else the best of the others. */
function severityOf(scores: readonly CvssScore[]): Severity {
  const best = bestScore(scores.filter(({ source }) => source === 'nvd')) ?? bestScore(scores);
  return best ? severityOfScore(best.baseScore, best.version) : 'unknown';
}

/** CISA's decision points (`ssvcV203`); null unless both that timelines ask for are there. */
function readSsvc(metrics: Dict): Ssvc | null {
  for (const metric of listAt(metrics, 'ssvcV203').slice(0, mostMetrics)) {
    const options = listAt(dictAt(isDict(metric) ? metric : {}, 'ssvcData'), 'options').filter(isDict);
    const automatable = pointOf(options, 'automatable');
    const technicalImpact = pointOf(options, 'technicalImpact');
    if (automatable !== 'yes' && automatable !== 'no') continue;
    if (technicalImpact === 'partial' || technicalImpact === 'total')
      return { automatable: automatable === 'yes', technicalImpact };
  }
  return null;
}

function pointOf(options: readonly Dict[], key: string): string | null {
  for (const option of options) {
    const value = textAt(option, key, 40);
    if (value !== null) return value.toLowerCase();
  }
  return null;
}
