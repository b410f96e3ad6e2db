import { Enums, Models } from '@cyclonedx/cyclonedx-library';
import type { CvssScore, Match, MatchReport, Package, Severity } from '@gantry/core';

/** Matches as vulnerabilities: one entry for a vulnerability of an advisory, with every package that it affects. */
export function toVulnerabilities(
  report: MatchReport,
  packages: readonly Package[],
  into: Models.Vulnerability.VulnerabilityRepository,
): void {
  const ids = new Set(packages.map((pkg) => pkg.id));
  const entries = new Map<string, Models.Vulnerability.Vulnerability>();
  for (const match of report.matches.filter((item) => ids.has(item.packageId))) {
    const key = `${match.vulnerability}\u0000${match.advisory}\u0000${match.fix.versions.join()}`;
    let entry = entries.get(key);
    if (!entry) {
      entry = toVulnerability(match);
      entries.set(key, entry);
      into.add(entry);
    }
    entry.affects.add(new Models.Vulnerability.Affect(new Models.BomRef(match.packageId)));
  }
}

function toVulnerability(match: Match): Models.Vulnerability.Vulnerability {
  const fixed = match.fix.versions.length > 0 ? `Upgrade to ${match.fix.versions.join(' or ')}` : undefined;
  const entry = new Models.Vulnerability.Vulnerability({
    id: match.vulnerability,
    source: new Models.Vulnerability.Source({ name: match.feed, ...(match.url ? { url: match.url } : {}) }),
    ...(match.summary ? { description: match.summary } : {}),
    ...(fixed ? { recommendation: fixed } : {}),
    ...dateOf('published', match.published),
    ...dateOf('updated', match.modified),
  });
  for (const score of match.scores) entry.ratings.add(toRating(score));
  if (match.scores.length === 0)
    entry.ratings.add(new Models.Vulnerability.Rating({ severity: severityNames[match.severity] }));
  if (match.url) entry.advisories.add(new Models.Vulnerability.Advisory(match.url, { title: match.advisory }));
  if (match.knownExploited)
    entry.properties.add(new Models.Property('gantry:known-exploited', match.knownExploited.dateAdded));
  if (match.malicious) entry.properties.add(new Models.Property('gantry:malicious', 'true'));
  return entry;
}

function dateOf<K extends string>(key: K, text: string | null): { [N in K]?: Date } {
  const date = text === null ? null : new Date(text);
  return (date === null || Number.isNaN(date.getTime()) ? {} : { [key]: date }) as { [N in K]?: Date };
}

function toRating(score: CvssScore): Models.Vulnerability.Rating {
  const method = {
    '2.0': Enums.Vulnerability.RatingMethod.CVSSv2,
    '3.0': Enums.Vulnerability.RatingMethod.CVSSv3,
    '3.1': Enums.Vulnerability.RatingMethod.CVSSv31,
    '4.0': Enums.Vulnerability.RatingMethod.CVSSv4,
  }[score.version];
  return new Models.Vulnerability.Rating({
    source: new Models.Vulnerability.Source({ name: score.source }),
    score: score.baseScore,
    vector: score.vector,
    method,
  });
}

const severityNames: Readonly<Record<Severity, Enums.Vulnerability.Severity>> = {
  critical: Enums.Vulnerability.Severity.Critical,
  high: Enums.Vulnerability.Severity.High,
  medium: Enums.Vulnerability.Severity.Medium,
  low: Enums.Vulnerability.Severity.Low,
  negligible: Enums.Vulnerability.Severity.Info,
  unknown: Enums.Vulnerability.Severity.Unknown,
};
