import type { Bill, CvssScore, Match, Package } from '@gantry/core';
import { kindFacts } from '@gantry/core/package';
import { toolVersion } from '../terminal/tool-version.ts';
import type { Matched } from './matched.ts';
import { type MatchRow, matchRows } from './report-rows.ts';

/**
 * Matches as the document that Grype 0.1xx writes with `-o json`, for the tools that read it. `vulnerability.id` is the CVE where
 * there is one; the deciding advisory is in `advisories`, every other name in `relatedVulnerabilities`.
 */
export function reportGrype(matched: Matched, now: string): Record<string, unknown> {
  const { bill, report } = matched;
  return {
    matches: matchRows(matched).map((row) => grypeMatch(row, bill)),
    source: grypeSource(bill),
    distro: { name: bill.distro?.id ?? '', version: bill.distro?.version ?? '', idLike: bill.distro?.idLike ?? [] },
    descriptor: {
      name: 'gantry',
      version: toolVersion,
      db: { status: { built: report.data.builtAt, from: report.data.digest, valid: true }, providers: {} },
      timestamp: now,
    },
  };
}

function grypeMatch({ match, pkg }: MatchRow, bill: Bill): Record<string, unknown> {
  const namespace = namespaceOf(match, pkg, bill);
  const suggested = match.fix.versions[0];
  return {
    vulnerability: {
      ...metadataOf(match.vulnerability, match, namespace),
      fix: { versions: match.fix.versions, state: match.fix.state },
      advisories: [{ id: match.advisory, link: match.url ?? '' }],
      risk: 0,
    },
    relatedVulnerabilities: match.aliases.map((alias) => metadataOf(alias, match, namespace)),
    matchDetails: [
      {
        type: `${match.evidence.how}-match`,
        matcher: `${match.evidence.matcher}-matcher`,
        searchedBy: {
          namespace,
          package: { name: match.evidence.searched.name, version: match.evidence.searched.version },
        },
        found: {
          vulnerabilityID: match.advisory,
          versionConstraint: `${match.evidence.range} (${match.evidence.scheme})`,
        },
        ...(suggested === undefined ? {} : { fix: { suggestedVersion: suggested } }),
      },
    ],
    artifact: grypeArtifact(pkg),
  };
}

function metadataOf(id: string, match: Match, namespace: string): Record<string, unknown> {
  const known = match.knownExploited;
  return {
    id,
    dataSource: match.url ?? '',
    namespace,
    severity: match.severity[0]?.toUpperCase() + match.severity.slice(1),
    urls: match.url ? [match.url] : [],
    description: match.summary,
    cvss: match.scores.map(grypeCvss),
    ...epssOf(match),
    ...(known
      ? {
          knownExploited: [
            {
              cve: known.cve,
              dateAdded: known.dateAdded,
              dueDate: known.dueDate,
              knownRansomwareCampaignUse: known.ransomware ? 'Known' : 'Unknown',
            },
          ],
        }
      : {}),
  };
}

function epssOf({ vulnerability, epss }: Match): Record<string, unknown> {
  if (!epss) return {};
  const { score, percentile, date } = epss;
  return { epss: [{ cve: vulnerability, epss: score, percentile, date }] };
}

function grypeCvss(score: CvssScore): Record<string, unknown> {
  const { source, version, vector, baseScore, exploitabilityScore, impactScore } = score;
  return {
    source,
    type: 'Primary',
    version,
    vector,
    metrics: { baseScore, exploitabilityScore, impactScore },
    vendorMetadata: {},
  };
}

function namespaceOf(match: Match, pkg: Package, bill: Bill): string {
  if (kindFacts(pkg.kind).distroPackage && bill.distro) {
    return `${bill.distro.id}:distro:${bill.distro.id}:${bill.distro.version ?? 'rolling'}`;
  }
  return `${match.feed}:language:${kindFacts(pkg.kind).syftLanguage || pkg.kind}`;
}

function grypeArtifact(pkg: Package): Record<string, unknown> {
  const facts = kindFacts(pkg.kind);
  return {
    id: pkg.id,
    name: pkg.name,
    version: pkg.version ?? '',
    type: facts.syftType,
    locations: pkg.locations.map(({ path, layer }) => ({
      path,
      ...(layer ? { layerID: layer } : {}),
      accessPath: path,
    })),
    language: facts.syftLanguage,
    licenses: pkg.licenses.map((license) => license.spdx ?? license.value),
    cpes: pkg.cpes,
    purl: pkg.purl ?? '',
    upstreams: upstreamsOf(pkg),
  };
}

function upstreamsOf(pkg: Package): { name: string; version?: string }[] {
  const { metadata } = pkg;
  if (metadata.kind === 'deb' && metadata.source !== pkg.name)
    return [{ name: metadata.source, version: metadata.sourceVersion }];
  if (metadata.kind === 'apk' && metadata.origin !== pkg.name) return [{ name: metadata.origin }];
  return [];
}

function grypeSource({ source }: Bill): Record<string, unknown> {
  if (source.kind !== 'image') return { type: source.kind, target: source.target };
  return {
    type: 'image',
    target: {
      userInput: source.target,
      imageID: source.imageId,
      manifestDigest: source.manifestDigest,
      mediaType: source.mediaType,
      tags: source.tags,
      imageSize: source.size,
      layers: source.layers.map(({ mediaType, diffId, size }) => ({ mediaType, digest: diffId, size })),
      manifest: source.rawManifest,
      config: source.rawConfig,
      repoDigests: source.repoDigests,
      architecture: source.platform.architecture,
      os: source.platform.os,
      labels: source.config.labels,
    },
  };
}
