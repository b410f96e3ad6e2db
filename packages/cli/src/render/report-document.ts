import { toolVersion } from '../terminal/tool-version.ts';
import { primaryPath } from './bill.ts';
import { coverageOf } from './coverage.ts';
import type { Matched } from './matched.ts';
import { matchRows } from './report-rows.ts';
import { targetFacts } from './target.ts';

/** The document of `vulns -o json`: matches with their evidence, and what was not evaluated. */
export function reportDocument(matched: Matched): Record<string, unknown> {
  return {
    schema: 'gantry-vulns-1',
    tool: { name: 'gantry', version: toolVersion },
    target: targetFacts(matched.bill),
    coverage: coverageOf(matched.bill, matched.report),
    matches: matchRows(matched).map(({ match, pkg }) => ({
      vulnerability: match.vulnerability,
      severity: match.severity,
      advisory: match.advisory,
      also_from: match.alsoFrom,
      aliases: match.aliases,
      summary: match.summary,
      known_exploited: match.knownExploited,
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
    })),
  };
}
