import type { Bill, Inspection, Lifecycle, MalwareScan, Match, MatchReport, Package } from '@gantry/core';
import { aDataSource, aMatch, aReport, fixedIn } from '@gantry/policy/testing';

/** The clock of goldens; RFC 3339 UTC. */
export const goldenClock = '2026-11-21T12:00:00Z';

type Advisory = readonly [id: string, packages: readonly string[], more: Partial<Match>];

const known = { cve: 'CVE-2026-10002', dateAdded: '2026-08-20', dueDate: '2026-09-10', ransomware: true };

/**
 * Advisories that exist nowhere else. They are of packages that every build of the images has, and hold for all versions: what a build
 * took from Debian that day changes nothing.
 */
const advisories: readonly Advisory[] = [
  ['CVE-2026-10001', ['libc6', 'glibc', 'musl'], { severity: 'medium', published: '2026-05-01T00:00:00Z' }],
  [
    'CVE-2026-10002',
    ['openssl', 'openssl-libs', 'libssl3', 'openssl-1_1'],
    {
      severity: 'critical',
      published: '2026-08-01T00:00:00Z',
      fix: fixedIn('9999'),
      knownExploited: known,
      ssvc: { automatable: true, technicalImpact: 'total' },
      epss: { score: 0.9, percentile: 0.99, date: '2026-11-20' },
    },
  ],
  ['CVE-2026-10003', ['lodash'], { severity: 'high', published: '2026-10-30T00:00:00Z', fix: fixedIn('9999.0.0') }],
  ['CVE-2026-10004', ['jackson-databind'], { severity: 'critical', published: '2026-11-15T00:00:00Z' }],
  [
    'CVE-2026-10005',
    ['Django', 'django'],
    { severity: 'low', published: '2026-01-01T00:00:00Z', fix: fixedIn('9999') },
  ],
];

/** What matching says of a bill when only the advisories of goldens are known, fetched an hour before their clock. */
export function fixedReport(bill: Bill, inspection: Inspection | null): MatchReport {
  const matches = bill.packages.flatMap((one) =>
    advisories
      .filter(([, names]) => names.includes(shortName(one)))
      .map(([id, , more]) => aMatch(one, id, { epss: null, ssvc: null, ...more })),
  );
  return aReport(matches, {
    sources,
    lifecycles: lifecyclesOf(bill),
    lifecyclesUnsure: [],
    listedFiles: listedIn(inspection),
  });
}

function shortName({ name }: Package): string {
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf(':')) + 1);
}

const distros = ['Debian:12', 'Alpine:v3.13', 'Rocky Linux:9', 'openSUSE:Leap 15.5', 'Red Hat:7'];
const languages = ['npm', 'PyPI', 'Maven', 'Go', 'crates.io', 'RubyGems', 'Packagist', 'NuGet'];
const others = ['kev', 'epss', 'eol', 'nvd', 'malware-hashes'];

const sources = [
  ...distros.map((release) => aDataSource(release.split(':')[0] ?? '', { releases: [release] })),
  ...languages.map((name) => aDataSource(name)),
  ...others.map((feed) => aDataSource(feed, { feed })),
];

/** The ends of security support, as their publishers announced them. */
const ends: Readonly<Record<string, readonly [cycle: string, end: string]>> = {
  alpine: ['3.13', '2022-11-01'],
  centos: ['7', '2024-06-30'],
  debian: ['12', '2028-06-30'],
  'opensuse-leap': ['15.5', '2024-12-31'],
  rocky: ['9', '2032-05-31'],
};

function lifecyclesOf({ distro }: Bill): Lifecycle[] {
  const end = ends[distro?.id ?? ''];
  if (end === undefined || !distro) return [];
  return [
    {
      packageId: null,
      product: distro.id,
      label: distro.name ?? distro.id,
      cycle: end[0],
      endOfActiveSupport: null,
      endOfLife: end[1],
      endOfExtendedSupport: null,
      latest: null,
      lts: false,
      how: 'distro',
    },
  ];
}

/** The digest (SHA-256) of the test file of EICAR. */
const eicar = 'sha256:275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f';

function listedIn(inspection: Inspection | null): MalwareScan | null {
  if (inspection?.files == null) return null;
  const files = inspection.files.entries.filter(({ type, sha256 }) => type === 'file' && sha256 !== null);
  const bad = files.filter(({ sha256 }) => sha256 === eicar);
  return {
    scanner: 'hash-list',
    version: '1 digest',
    signaturesAt: '2026-11-20T00:00:00Z',
    findings: bad.map(({ path }) => ({ path, signature: 'EICAR-Test-File', visible: true })),
    scanned: files.length,
    skipped: [],
  };
}
