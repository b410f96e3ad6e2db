import * as Enums from '@cyclonedx/cyclonedx-library/Enums';
import * as Models from '@cyclonedx/cyclonedx-library/Models';
import type { CvssScore, Match, MatchReport, Package, Severity } from '@gantry/core';

/** The matches of these packages, together where they name one vulnerability of an advisory with the same fix. */
export function groupMatches(report: MatchReport, packages: readonly Package[]): Match[][] {
  const ids = new Set(packages.map((pkg) => pkg.id));
  const groups = new Map<string, Match[]>();
  for (const match of report.matches.filter((item) => ids.has(item.packageId))) {
    const key = `${match.vulnerability}\u0000${match.advisory}\u0000${match.fix.versions.join()}`;
    const group = groups.get(key);
    if (group) group.push(match);
    else groups.set(key, [match]);
  }
  return [...groups.values()];
}

/** Matches that `groupMatches` put together as one vulnerability, with every package that it affects. */
export function toVulnerability(group: readonly Match[]): Models.Vulnerability.Vulnerability {
  const [match] = group;
  if (!match) throw new TypeError('a group has at least one match');
  const entry = describe(match);
  for (const { packageId } of group) entry.affects.add(new Models.Vulnerability.Affect(new Models.BomRef(packageId)));
  return entry;
}

function describe(match: Match): Models.Vulnerability.Vulnerability {
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
