import type {
  AdvisorySourceFacts,
  Bill,
  ImageConfig,
  ImageSource,
  Match,
  MatchReport,
  Package,
  PackageKind,
  PackageMetadata,
  PolicyFacts,
} from '@gantry/core';

/** The clock of the tests. */
export const testNow = '2026-11-21T12:00:00Z';

/** A package with honest defaults; `path` is where its evidence lies. */
export function aPackage(
  kind: PackageKind,
  name: string,
  more: Partial<Package> & { readonly path?: string; readonly layer?: string } = {},
): Package {
  const { path = `/evidence/${name}`, layer, ...rest } = more;
  return {
    id: `${kind}-${name}`,
    kind,
    name,
    version: '1.0.0',
    purl: null,
    licenses: [],
    cpes: [],
    locations: [{ path, role: 'primary', ...(layer === undefined ? {} : { layer }) }],
    foundBy: 'test',
    evidence: 'installed',
    metadata: { kind: 'unknown', type: kind } satisfies PackageMetadata,
    ...rest,
  };
}

/** A Java archive at a path. */
export function anArchive(name: string, virtualPath: string, more: Partial<Package> = {}): Package {
  const metadata: PackageMetadata = { kind: 'maven', virtualPath, coordinatesFrom: 'pom.properties' };
  return aPackage('maven', name, { path: virtualPath, metadata, ...more });
}

/** A match of a package. */
export function aMatch(one: Package, vulnerability: string, more: Partial<Match> = {}): Match {
  return {
    packageId: one.id,
    advisory: vulnerability,
    feed: 'osv',
    vulnerability,
    aliases: [],
    severity: 'high',
    scores: [],
    summary: '',
    fix: { state: 'not-fixed', versions: [] },
    knownExploited: null,
    malicious: false,
    informational: null,
    published: '2026-01-01T00:00:00Z',
    modified: null,
    url: null,
    evidence: {
      matcher: 'test',
      how: 'exact-direct',
      searched: { ecosystem: 'test', name: one.name, version: one.version ?? '' },
      scheme: 'semver',
      range: '>=0',
      listed: false,
    },
    alsoFrom: [],
    disagreements: [],
    ...more,
  };
}

/** `fix` of a match that is fixed in these versions, lowest first. */
export function fixedIn(...versions: string[]): Match['fix'] {
  return { state: 'fixed', versions };
}

/** CISA's entry of a CVE. */
export function exploited(cve: string): NonNullable<Match['knownExploited']> {
  return { cve, dateAdded: '2026-01-02', dueDate: '2026-01-23', ransomware: false };
}

/** A source of advisory data, fetched an hour before the tests' clock. */
export function aDataSource(ecosystem: string, more: Partial<AdvisorySourceFacts> = {}): AdvisorySourceFacts {
  const fetchedAt = '2026-11-21T11:00:00Z';
  return { feed: 'osv', ecosystem, releases: [], records: 10, fetchedAt, newestRecord: null, ...more };
}

/** A report; with data for Debian 12, npm, Maven, PyPI and CISA's catalogue unless told otherwise. */
export function aReport(
  matches: readonly Match[] = [],
  more: Partial<MatchReport> & { sources?: readonly AdvisorySourceFacts[]; starter?: boolean } = {},
): MatchReport {
  const { sources, starter = false, ...rest } = more;
  const usual = [
    aDataSource('Debian', { releases: ['Debian:12'] }),
    ...['npm', 'Maven', 'PyPI'].map((ecosystem) => aDataSource(ecosystem)),
    aDataSource('kev', { feed: 'kev' }),
  ];
  return {
    matches,
    notEvaluated: [],
    coveredByOwner: {},
    data: { digest: 'sha256:data', builtAt: '2026-11-21T11:30:00Z', starter, sources: sources ?? usual },
    ...rest,
  };
}

/** An image configuration that says nothing. */
export function aConfig(more: Partial<ImageConfig> = {}): ImageConfig {
  const nothing = { exposedPorts: [], env: [], entrypoint: [], cmd: [], volumes: [], shell: [], onBuild: [] };
  return { ...nothing, labels: {}, history: [], ...more };
}

/** An image in Docker's format, for linux/amd64. */
export function anImage(more: Partial<Omit<ImageSource, 'kind'>> = {}): ImageSource {
  return {
    kind: 'image',
    target: 'test',
    tags: [],
    repoDigests: [],
    manifestDigest: `sha256:${'a'.repeat(64)}`,
    imageId: `sha256:${'b'.repeat(64)}`,
    mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
    platform: { os: 'linux', architecture: 'amd64' },
    size: 100 * 1024 * 1024,
    layers: [],
    config: aConfig(),
    rawManifest: '',
    rawConfig: '',
    ...more,
  };
}

/** A Debian 12 bill. */
export function aBill(packages: readonly Package[] = [], more: Partial<Bill> = {}): Bill {
  return {
    source: anImage(),
    distro: { id: 'debian', version: '12', idLike: [], name: null, prettyName: null, codename: null },
    packages,
    relationships: [],
    unread: [],
    tool: { name: 'gantry', version: '0' },
    ...more,
  };
}

/** Facts of an image `docker.io/library/app:1` with an actual Dockerfile. */
export function someFacts(more: Partial<PolicyFacts> = {}): PolicyFacts {
  const text = 'FROM debian:12\nUSER app\nHEALTHCHECK CMD true\n';
  return {
    bill: aBill(),
    report: aReport(),
    dockerfile: { mode: 'actual', text },
    tag: 'docker.io/library/app:1',
    ...more,
  };
}

/** Facts that differ from the usual ones in the Dockerfile only. */
export function withText(text: string, mode: PolicyFacts['dockerfile']['mode'] = 'actual'): PolicyFacts {
  return someFacts({ dockerfile: { mode, text } });
}
