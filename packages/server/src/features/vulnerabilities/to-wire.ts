import type { PackageEPSS, PackageVulnerability } from '@gantry/contract';
import { type Bill, kindFacts, type Match, type MatchReport, type Package } from '@gantry/core';
import { toTimestamp } from '../../kernel/clock/index.ts';
import { severityWord } from '../_shared/severity-word.ts';
import type { MatchTimes } from '../matching/ports.ts';
import { feedGroup } from './feed-group.ts';
import type { Scored, ShownMatch, Wanted } from './ports.ts';
import { scoreData } from './score-data.ts';

/** The matches that are wanted, with their packages. */
export function selectMatches({ packages }: Bill, { matches }: MatchReport, wanted: Wanted): ShownMatch[] {
  const byId = new Map(packages.map((pkg) => [pkg.id, pkg]));
  return matches.flatMap((match) => {
    const pkg = byId.get(match.packageId);
    if (pkg === undefined || !isOfType(pkg, wanted.type)) return [];
    return wanted.vendorOnly && match.fix.state === 'wont-fix' ? [] : [{ pkg, match }];
  });
}

/** Is a package of the kinds that a vulnerability type names? */
export function isOfType({ kind }: Package, type: Wanted['type']): boolean {
  return type === 'all' || kindFacts(kind).distroPackage === (type === 'os');
}

/** A match as the wire has it. */
export function toVulnerability(
  { pkg, match }: ShownMatch,
  {
    times,
    now,
    description,
  }: { readonly times: MatchTimes | null; readonly now: Date; readonly description: string | null },
): PackageVulnerability {
  const [fixVersion] = match.fix.versions;
  return {
    vuln: match.vulnerability,
    severity: severityWord(match.severity),
    fix: fixVersion === undefined ? 'None' : match.fix.versions.join(', '),
    ...(fixVersion === undefined ? {} : { suggested_fix_version: fixVersion }),
    will_not_fix: match.fix.state === 'wont-fix',
    url: match.url ?? `https://osv.dev/vulnerability/${encodeURIComponent(match.advisory)}`,
    feed: 'vulnerabilities',
    feed_group: feedGroup(match.advisory, match.evidence.searched.ecosystem),
    ...packageFields(pkg),
    ...scoreData(scoredOf(match)),
    is_kev: match.knownExploited !== null,
    epss: epssOf(match),
    detected_at: toTimestamp(times?.detectedAt ?? now),
    ...(times?.fixObservedAt ? { fix_observed_at: toTimestamp(times.fixObservedAt) } : {}),
    ...(description === null ? {} : { description }),
  };
}

/** A list, as the wire has it, of the one forecast that is known. */
function epssOf({ epss }: Match): PackageEPSS[] {
  return epss ? [{ epss: epss.score, percentile: epss.percentile }] : [];
}

function packageFields({
  kind,
  name,
  version,
  purl,
  cpes,
  locations,
  metadata,
}: Package): Partial<PackageVulnerability> {
  const stated = version ?? 'None';
  const path = locations.find(({ role }) => role === 'primary')?.path ?? locations[0]?.path;
  return {
    package: `${name}-${stated}`,
    package_name: name,
    package_version: stated,
    package_type: metadata.kind === 'unknown' && kind === 'unknown' ? metadata.type : kindFacts(kind).policyType,
    package_cpe: cpes[0] ?? 'None',
    package_path: path ?? 'None',
    ...(purl === null ? {} : { purl }),
  };
}

const cveShape = /^CVE-\d{4}-\d{4,}$/;

function scoredOf({ vulnerability, aliases, advisory, feed, scores, knownExploited, epss }: Match): Scored {
  const cve = [vulnerability, ...aliases].find((id) => cveShape.test(id)) ?? null;
  return { cve, advisory, feed, scores, knownExploited: knownExploited !== null, epss: epss ?? null };
}
