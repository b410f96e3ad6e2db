import { toolVersion } from '../terminal/tool-version.ts';
import { primaryPath } from './bill.ts';
import { coverageOf } from './coverage.ts';
import type { Matched } from './matched.ts';
import { type MatchRow, matchRows } from './report-rows.ts';
import { targetFacts } from './target.ts';

/**
 * The document of `vulns -o json`, a match at a time: matches with their evidence, and what was not evaluated. Laid out as
 * `JSON.stringify` does with an indent of two.
 */
export function* reportParts(matched: Matched): Generator<string> {
  const frame = {
    schema: 'gantry-vulns-1',
    tool: { name: 'gantry', version: toolVersion },
    target: targetFacts(matched.bill),
    coverage: coverageOf(matched.bill, matched.report),
    ...lifecycleFacts(matched.report),
  };
  yield `${JSON.stringify(frame, null, 2).slice(0, -'\n}'.length)},\n  "matches": [`;
  const rows = matchRows(matched);
  let before = '\n    ';
  for (const row of rows) {
    yield before + JSON.stringify(matchFacts(row), null, 2).replaceAll('\n', '\n    ');
    before = ',\n    ';
  }
  yield rows.length === 0 ? ']\n}\n' : '\n  ]\n}\n';
}

/** Support periods, when data of them is loaded. */
function lifecycleFacts({ lifecycles, lifecyclesUnsure }: Matched['report']): Record<string, unknown> {
  return lifecycles ? { lifecycles, lifecycles_unsure: lifecyclesUnsure ?? [] } : {};
}

function matchFacts({ match, pkg }: MatchRow): Record<string, unknown> {
  return {
    vulnerability: match.vulnerability,
    severity: match.severity,
    advisory: match.advisory,
    also_from: match.alsoFrom,
    aliases: match.aliases,
    summary: match.summary,
    known_exploited: match.knownExploited,
    ...(match.epss === undefined ? {} : { epss: match.epss }),
    ...(match.ssvc === undefined ? {} : { ssvc: match.ssvc }),
    malicious: match.malicious,
    informational: match.informational,
    fix: match.fix,
    scores: match.scores,
    published: match.published,
    modified: match.modified,
    url: match.url,
    package: {
      id: pkg.id,
      name: pkg.name,
      version: pkg.version,
      type: pkg.kind,
      purl: pkg.purl,
      path: primaryPath(pkg),
      locations: pkg.locations,
    },
    evidence: match.evidence,
    disagreements: match.disagreements,
  };
}
