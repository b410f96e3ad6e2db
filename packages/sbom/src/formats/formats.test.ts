import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Bill, MatchReport } from '@gantry/core';
import { failureCode } from '@gantry/core/testing';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { sampleBill } from '../testing/sample-bill.ts';
import type { Format } from './_shared/format.ts';
import { formats } from './registry.ts';

const require = createRequire(import.meta.url);
const context = { now: '2026-01-02T03:04:05.678Z', uuid: '6b1c0f3e-5f0c-4a58-9d53-0d1f3f4c2b11', toolVersion: '1.2.3' };

const validators = {
  'cyclonedx-json': cyclonedxValidator(),
  'spdx-json': schemaValidator('./spdx-json/fixtures/schema.json'),
  'syft-json': schemaValidator('./syft-json/fixtures/schema.json'),
};

describe('formats', () => {
  it.each(formats.map((format) => [format.name, format] as const))(
    '%s: the document is valid by the official schema',
    async (name, format) => {
      const document = await written(format, sampleBill());
      const validate = validators[name as keyof typeof validators];
      expect(validate(document), JSON.stringify(validate.errors?.slice(0, 5))).toBe(true);
    },
  );

  it.each(formats.map((format) => [format.name, format] as const))(
    '%s: only its own document is recognised',
    async (name, format) => {
      for (const other of formats) {
        const document = await written(other, sampleBill());
        expect(format.recognises?.(document), `${name} on ${other.name}`).toBe(format === other);
      }
    },
  );

  it.each(formats.map((format) => [format.name, format] as const))(
    '%s: packages, licences and unread survive a round trip',
    async (_name, format) => {
      const bill = sampleBill();
      const back = await read(format, await written(format, bill));
      expect(back.packages.map(identity).sort()).toEqual(bill.packages.map(identity).sort());
      expect(back.unread.map((item) => [item.path, item.code, item.because])).toEqual(
        bill.unread.map((item) => [item.path, item.code, item.because]),
      );
      expect(back.distro?.id).toBe('debian');
      expect(back.packages.find((pkg) => pkg.name === 'bash')?.metadata).toMatchObject({
        epoch: 1,
        upstreamVersion: '5.1',
        release: '2',
      });
      expect(back.packages.find((pkg) => pkg.name === 'python3-yaml')?.metadata).toMatchObject({
        source: 'pyyaml',
        sourceVersion: '6.0-3',
      });
    },
  );

  it('syft-json: everything survives a round trip', async () => {
    const format = formats.find((candidate) => candidate.name === 'syft-json') as Format;
    const bill = sampleBill();
    const back = await read(format, await written(format, bill), bill.source.target);
    const byId = new Map(back.packages.map((pkg) => [pkg.id, pkg]));
    for (const pkg of bill.packages) expect(byId.get(pkg.id)).toEqual(pkg);
    expect(back.relationships).toEqual(bill.relationships);
    expect(back.source).toMatchObject({
      manifestDigest: `sha256:${'b'.repeat(64)}`,
      layers: [{ digest: `sha256:${'d'.repeat(64)}` }],
    });
  });

  it.each([
    ['no base64', '***', 'SBOM_CONFIG_INVALID'],
    ['no JSON', btoa('{'), 'SBOM_JSON_INVALID'],
    ['without layers', btoa('{}'), 'SBOM_CONFIG_INVALID'],
    ['a wrong field', btoa('{"rootfs":{"diff_ids":[]},"config":{"Env":7}}'), 'SBOM_CONFIG_FIELD'],
  ])('syft-json: an image configuration that cannot be read is listed: %s', async (_name, config, code) => {
    const metadata = { manifestDigest: `sha256:${'b'.repeat(64)}`, config };
    const document = { artifacts: [], source: { type: 'image', metadata }, schema: {}, descriptor: {} };
    const format = formats.find((candidate) => candidate.name === 'syft-json') as Format;
    const bill = await read(format, document);
    expect(bill.source.kind).toBe('image');
    expect(bill.unread.map((item) => item.code)).toEqual([code]);
  });

  it('spdx-json: an entry of the unread list that is not ours, or long, is not lost', async () => {
    const long = 'x'.repeat(5000);
    const comments = ['gantry:unread: garbled', `gantry:unread: /${long}: java: SBOM_ARCHIVE_BROKEN: torn`, 'other'];
    const document = { spdxVersion: 'SPDX-2.3', packages: [], annotations: comments.map((comment) => ({ comment })) };
    const format = formats.find((candidate) => candidate.name === 'spdx-json') as Format;
    expect((await read(format, document)).unread.map(({ path, code }) => [path, code])).toEqual([
      ['-', 'SBOM_DOCUMENT_UNREAD'],
      [`/${long}`, 'SBOM_ARCHIVE_BROKEN'],
    ]);
  });

  it('syft-json: an image manifest that cannot be read is listed', async () => {
    const metadata = { manifestDigest: `sha256:${'b'.repeat(64)}`, manifest: '***' };
    const document = { artifacts: [], source: { type: 'image', metadata }, schema: {}, descriptor: {} };
    const format = formats.find((candidate) => candidate.name === 'syft-json') as Format;
    expect((await read(format, document)).unread.map((item) => item.code)).toEqual(['SBOM_DOCUMENT_ENTRY']);
  });

  it.each([
    ['syft-json', 'artifacts'],
    ['spdx-json', 'packages'],
    ['cyclonedx-json', 'components'],
  ])('%s: a document with more packages than are read is refused as a whole', async (name, list) => {
    const decoder = await formats.find((format) => format.name === name)?.loadDecoder?.();
    const document = { [list]: new Array(500_001).fill({ name: 'x' }) };
    expect(await failureCode(() => decoder?.decode(document, 'it'))).toBe('SBOM_DOCUMENT_PACKAGES');
  });

  it('cyclonedx-json: a document that nests components too deep is refused as a whole', async () => {
    const decoder = await formats.find((format) => format.name === 'cyclonedx-json')?.loadDecoder?.();
    let document: object = { name: 'x' };
    for (let depth = 0; depth < 25; depth++) document = { name: 'x', components: [document] };
    expect(await failureCode(() => decoder?.decode(document, 'it'))).toBe('SBOM_DOCUMENT_TOO_DEEP');
  });

  it.each([
    ['not objects', { artifacts: [1, null, 'x', []], schema: {}, descriptor: {} }],
    [
      'prototype keys',
      JSON.parse('{"artifacts":[{"id":"1","name":"__proto__","__proto__":{"x":1}}],"schema":{},"descriptor":{}}'),
    ],
    [
      'wrong types',
      {
        artifacts: [{ id: '1', name: 'x', version: 3, locations: {}, licenses: 'MIT', metadata: 7 }],
        schema: {},
        descriptor: {},
      },
    ],
    [
      'CycloneDX rubbish',
      {
        bomFormat: 'CycloneDX',
        components: [7, { name: 3 }, { name: 'a', licenses: 4, properties: 'x', components: {} }],
        metadata: [],
      },
    ],
    [
      'SPDX rubbish',
      {
        spdxVersion: 'SPDX-2.3',
        packages: [7, { name: 3 }, { name: 'a', externalRefs: 4 }],
        relationships: 'x',
        annotations: 3,
      },
    ],
  ])('hostile documents are read without harm: %s', async (_name, document) => {
    const format = formats.find((candidate) => candidate.recognises?.(document)) as Format;
    const bill = await read(format, document);
    expect(bill.packages.length + bill.unread.length).toBeGreaterThan(0);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('cyclonedx-json: matches are vulnerabilities, valid by the schema', async () => {
    const bill = sampleBill();
    const document = await written(formats[0] as Format, bill, sampleReport(bill));
    expect(
      validators['cyclonedx-json'](document),
      JSON.stringify(validators['cyclonedx-json'].errors?.slice(0, 5)),
    ).toBe(true);
    expect(document).toMatchObject({
      vulnerabilities: [{ id: 'CVE-2021-44228', affects: [{ ref: bill.packages[6]?.id }] }],
    });
  });
});

async function written(format: Format, bill: Bill, report?: MatchReport): Promise<unknown> {
  const encoder = await format.loadEncoder?.();
  return JSON.parse(encoder?.encode(bill, report ? { ...context, report } : context) ?? '');
}

async function read(format: Format, document: unknown, target = 'sbom:x'): Promise<Bill> {
  return (await format.loadDecoder?.())?.decode(document, target) as Bill;
}

function identity(pkg: Bill['packages'][number]): string {
  return [
    pkg.kind,
    pkg.name,
    pkg.version,
    pkg.purl,
    pkg.evidence,
    pkg.licenses.map((license) => license.value).join(),
  ].join(' ');
}

function schemaValidator(path: string) {
  const schema = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
  const ajv = String(schema.$schema).includes('2020-12') ? new Ajv2020({ strict: false }) : new Ajv({ strict: false });
  addFormats.default(ajv as Ajv);
  return ajv.compile(schema);
}

/** The library ships the schemas; they refer to each other by file name. */
function cyclonedxValidator() {
  const folder = join(dirname(require.resolve('@cyclonedx/cyclonedx-library/package.json')), 'res', 'schema');
  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const ajv = new Ajv({ strict: false, validateFormats: false });
  for (const name of ['spdx.SNAPSHOT.schema.json', 'jsf-0.82.SNAPSHOT.schema.json'])
    ajv.addSchema({ ...read(name), $id: `http://cyclonedx.org/schema/${name}` });
  return ajv.compile(read('bom-1.6.SNAPSHOT.schema.json'));
}

function sampleReport(bill: Bill): MatchReport {
  return {
    matches: [
      {
        packageId: bill.packages[6]?.id ?? '',
        advisory: 'GHSA-jfh8-c2jp-5v3q',
        feed: 'osv',
        vulnerability: 'CVE-2021-44228',
        aliases: [],
        severity: 'critical',
        scores: [
          { source: 'osv', version: '3.1', vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', baseScore: 10 },
        ],
        summary: 'remote code execution',
        fix: { state: 'fixed', versions: ['2.15.0'] },
        knownExploited: { cve: 'CVE-2021-44228', dateAdded: '2021-12-10', dueDate: '2021-12-24', ransomware: true },
        malicious: false,
        informational: null,
        published: '2021-12-10T00:00:00Z',
        modified: null,
        url: 'https://osv.dev/vulnerability/GHSA-jfh8-c2jp-5v3q',
        evidence: {
          matcher: 'language',
          how: 'exact-direct',
          searched: { ecosystem: 'Maven', name: 'x', version: '2.14.1' },
          scheme: 'maven',
          range: '<2.15.0',
          listed: false,
        },
        alsoFrom: [],
        disagreements: [],
      },
    ],
    notEvaluated: [],
    coveredByOwner: {},
    data: { digest: '', builtAt: '', starter: true, sources: [] },
  };
}
