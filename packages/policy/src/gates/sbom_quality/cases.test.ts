import type { Bill, BillDocument, Package } from '@gantry/core';
import { describeTriggers } from '../../testing/describe-triggers.ts';
import { aBill, aPackage, someFacts } from '../../testing/index.ts';

const tool = { name: 'maker', version: '1' };
const license = { value: 'MIT', spdx: 'MIT', type: 'declared' } as const;
const full = aPackage('deb', 'full', {
  purl: 'pkg:deb/debian/full@1.0.0',
  licenses: [license],
  metadata: {
    kind: 'deb',
    architecture: 'amd64',
    source: 'full',
    sourceVersion: '1',
    maintainer: 'A Person',
    depends: ['libc6'],
    files: [],
  },
});
const bare = aPackage('npm', 'bare', { version: null });
const document: BillDocument = {
  format: 'CycloneDX',
  formatVersion: '1.6',
  created: '2026-11-01T00:00:00Z',
  authors: ['Example'],
  serial: 'urn:uuid:1',
  phases: ['build'],
  signed: false,
  stated: { [full.id]: { hashed: true } },
};
const facts = (packages: Package[], said: Partial<BillDocument> | null = {}, more: Partial<Bill> = {}) =>
  someFacts({
    bill: aBill(packages, {
      source: { kind: 'other', target: 'x' },
      tool,
      ...(said ? { document: { ...document, ...said } } : {}),
      ...more,
    }),
  });
const missingOf = (profile: string, ...names: string[]) =>
  names.map((name) => `SBOM element is missing (${profile}): ${name}`);
const ofBare = (name: string) => `${name} of 1 of 2 packages (bare)`;
const unread = [{ path: '/x', by: 'deb', code: 'X', because: 'y' }];

describeTriggers('sbom_quality', {
  graph: {
    fires: [
      [{}, facts([full, bare]), ['1 of 2 packages has no edge in the graph of dependencies (bare)']],
      [
        { max_orphans_percent: '99' },
        facts([bare], { stated: { [bare.id]: { graph: 'listed' } } }),
        ['1 of 1 package has no edge in the graph of dependencies (bare)'],
      ],
    ],
    silent: [
      [{ max_orphans_percent: '50' }, facts([full, bare])],
      [{}, facts([bare], { stated: { [bare.id]: { graph: 'linked' } } })],
      [{}, facts([full, bare], null, { relationships: [{ from: full.id, to: bare.id, type: 'contains' }] })],
      [{}, someFacts()],
    ],
    refuses: [[{ max_orphans_percent: '120' }, ['invalid_parameter']]],
    missing: [[{}, facts([], {}, { unread }), ['warn partly_evaluated'], 'could not be read']],
  },
  required_fields: {
    fires: [
      [
        { profile: 'ntia-2021' },
        facts([full, bare], { authors: [], created: 'today' }),
        missingOf(
          'ntia-2021',
          'author',
          'timestamp',
          ofBare('supplier'),
          ofBare('version'),
          ofBare('unique identifier'),
          ofBare('dependency relationship'),
        ),
      ],
      [
        { profile: 'ntia-2021' },
        facts([full], { created: '2030-01-01T00:00:00Z' }),
        missingOf('ntia-2021', 'timestamp'),
      ],
      [
        { profile: 'cisa-2026', min_percent: '50' },
        facts(
          [full, bare],
          { phases: [], serial: null, formatVersion: null, authors: [] },
          { tool: { name: 'unknown', version: '' } },
        ),
        missingOf(
          'cisa-2026',
          'author',
          'author signature',
          'format and version',
          'generation context',
          'tool name and version',
          'serial number or namespace',
        ),
      ],
      [
        { profile: 'cisa-2026' },
        facts([full], { stated: {} }),
        missingOf('cisa-2026', 'author signature', 'hash of 1 of 1 package (full)'),
      ],
      [
        { profile: 'cisa-2026', elements: 'author,signature,license', min_percent: '50' },
        facts([full, bare], { authors: [] }),
        missingOf('cisa-2026', 'author', 'author signature'),
      ],
      [{ profile: 'cra' }, facts([full, bare], null), missingOf('cra', ofBare('version'), ofBare('unique identifier'))],
    ],
    silent: [
      [{ profile: 'ntia-2021' }, facts([full])],
      [{ profile: 'ntia-2021', min_percent: '50' }, facts([full, bare])],
      [{ profile: 'cra' }, facts([full])],
      [{ profile: 'cisa-2026', elements: 'author,supplier' }, facts([full])],
    ],
    refuses: [
      [{}, ['missing_parameter']],
      [{ profile: 'cisa-2025', min_percent: '-1' }, ['invalid_parameter', 'invalid_parameter']],
      [{ profile: 'cra', elements: 'colour' }, ['invalid_parameter']],
      [{ profile: 'cra', elements: 'format,author' }, ['invalid_parameter']],
    ],
    missing: [
      [
        { profile: 'ntia-2021' },
        facts([full], null),
        ['warn partly_evaluated'],
        'author, timestamp: the artifact itself was read',
      ],
      [{ profile: 'cisa-2026' }, facts([full], { signed: true }), ['warn partly_evaluated'], 'was not verified'],
      [{ profile: 'cra' }, facts([full], {}, { unread }), ['warn partly_evaluated'], 'could not be read'],
    ],
  },
});
