import {
  assignIds,
  type Bill,
  distroEcosystems,
  type Inspection,
  inspectionParts,
  kinds,
  type Match,
  type MatchReport,
  type Package,
  type PolicyFacts,
  readLicense,
} from '@gantry/core';
import { readTime } from '../model/time.ts';
import type { PolicyTest } from './test-document.ts';

/**
 * The facts of a test. `sbom` is the bill of the document that the test names. What a test does not mention is as usual: advisories
 * are fresh and say nothing, and nothing else was collected.
 */
export function testFacts(test: PolicyTest, sbom: Bill | null): PolicyFacts {
  const bill = sbom ?? inlineBill(test);
  const { dockerfile, annotations, inspection, tag } = test;
  return {
    bill,
    report: test.matches === null ? null : reportOf(test, bill),
    dockerfile: dockerfile === undefined ? { mode: 'unknown', text: '' } : { mode: 'actual', text: dockerfile },
    tag: tag === undefined ? 'docker.io/library/test:latest' : tag,
    ...(annotations ? { annotations } : {}),
    ...(inspection ? { inspection: inspectionOf(inspection) } : {}),
  };
}

function inlineBill(test: PolicyTest): Bill {
  const drafts = (test.packages ?? []).map((one) => ({
    kind: one.kind,
    name: one.name,
    version: one.version ?? null,
    purl: one.purl ?? null,
    licenses: (one.licenses ?? []).map((license) => readLicense(license)),
    cpes: [],
    locations: [
      {
        path: one.path ?? `/test/${one.name}`,
        role: 'primary' as const,
        ...(one.layer ? { layer: one.layer as never } : {}),
      },
    ],
    foundBy: 'test',
    evidence: 'installed' as const,
    metadata: { kind: 'unknown' as const, type: one.kind },
  }));
  return {
    source: imageOf(test),
    distro: distroOf(test.distro),
    packages: assignIds<Omit<Package, 'id'>>(drafts),
    relationships: [],
    unread: [],
    tool: { name: 'gantry', version: 'test' },
  };
}

const noDigest = `sha256:${'0'.repeat(64)}` as const;

function imageOf({ config = {}, tag }: PolicyTest): Bill['source'] {
  return {
    kind: 'image',
    target: 'test',
    tags: typeof tag === 'string' ? [tag] : [],
    repoDigests: [],
    manifestDigest: noDigest,
    imageId: noDigest,
    mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
    platform: { os: 'linux', architecture: 'amd64' },
    size: 0,
    layers: [],
    config: {
      ...(config.user === undefined ? {} : { user: config.user }),
      ...(config.created === undefined ? {} : { created: config.created }),
      exposedPorts: config.exposed_ports ?? [],
      env: config.env ?? [],
      entrypoint: config.entrypoint ?? [],
      cmd: config.cmd ?? [],
      volumes: config.volumes ?? [],
      labels: config.labels ?? {},
      shell: [],
      onBuild: [],
      history: [],
    },
    rawManifest: '',
    rawConfig: '',
  };
}

function distroOf(text: string | null | undefined): Bill['distro'] {
  if (text === null) return null;
  const [id = 'debian', version] = (text ?? 'debian:12').split(':');
  return { id, version: version ?? null, idLike: [], name: null, prettyName: null, codename: null };
}

function reportOf(test: PolicyTest, bill: Bill): MatchReport {
  const byName = new Map(bill.packages.map((one) => [one.name, one]));
  const matches = (test.matches ?? []).flatMap((match) => {
    const one = byName.get(match.package);
    return one ? [matchOf(match, one)] : [];
  });
  return { matches, notEvaluated: [], coveredByOwner: {}, data: dataOf(test, bill) };
}

/** Fresh advisories for everything that the bill could hold, or as old as the test says. */
function dataOf({ data_age_days: age = 0, now }: PolicyTest, { distro }: Bill): MatchReport['data'] {
  const fetched = new Date((readTime(now) ?? 0) - (age ?? 0) * 86_400_000).toISOString();
  const usual = { releases: [], records: 1, fetchedAt: fetched, newestRecord: null };
  const languages = Object.values(kinds).flatMap(({ osvEcosystem }) => osvEcosystem ?? []);
  const ecosystems = [...languages, ...(distro ? distroEcosystems(distro) : [])];
  const sources = [
    ...ecosystems.map((ecosystem) => ({ feed: 'osv', ecosystem, ...usual })),
    { feed: 'kev', ecosystem: 'kev', ...usual },
  ];
  return { digest: 'sha256:test', builtAt: fetched, starter: false, sources: age === null ? [] : sources };
}

type TestMatch = NonNullable<PolicyTest['matches']>[number];

function matchOf(match: TestMatch, one: Package): Match {
  const { vulnerability, cvss, epss, fixed_in: versions } = match;
  const unfixed = match.wont_fix ? 'wont-fix' : 'not-fixed';
  const day = '2026-01-01';
  return {
    packageId: one.id,
    advisory: vulnerability,
    feed: 'test',
    vulnerability,
    aliases: match.aliases ?? [],
    severity: match.severity,
    scores: cvss === undefined ? [] : [{ source: 'nvd', version: '3.1', vector: '', baseScore: cvss }],
    summary: '',
    fix: { state: versions.length > 0 ? 'fixed' : unfixed, versions },
    knownExploited: match.known_exploited
      ? { cve: vulnerability, dateAdded: day, dueDate: day, ransomware: false }
      : null,
    ...(epss === undefined ? {} : { epss: { score: epss, percentile: epss, date: day } }),
    malicious: match.malicious,
    informational: null,
    published: match.published ?? null,
    modified: null,
    url: null,
    evidence: {
      matcher: 'test',
      how: 'exact-direct',
      searched: { ecosystem: one.kind, name: one.name, version: one.version ?? '' },
      scheme: 'semver',
      range: 'stated by the test',
      listed: false,
    },
    alsoFrom: [],
    disagreements: [],
  };
}

/** A test writes the parts that it wants as Gantry holds them; the others were not collected. */
function inspectionOf(parts: Readonly<Record<string, unknown>>): Inspection {
  const none = Object.fromEntries(inspectionParts.map((part) => [part, null]));
  const given = Object.fromEntries(inspectionParts.flatMap((part) => (part in parts ? [[part, parts[part]]] : [])));
  // Triggers look at parts with care, and what breaks them fails the rule: a test cannot pass by it.
  return { ...none, unread: [], ...given } as unknown as Inspection;
}
