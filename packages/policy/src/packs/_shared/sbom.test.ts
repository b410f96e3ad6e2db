import type { BillDocument, Package, PolicyFacts } from '@gantry/core';
import { describeChecks } from '../../testing/describe-checks.ts';
import { aBill, aPackage, someFacts } from '../../testing/index.ts';

const whole = aPackage('deb', 'whole', {
  purl: 'pkg:deb/debian/whole@1.0.0',
  licenses: [{ value: 'MIT', spdx: 'MIT', type: 'declared' }],
});
const document: BillDocument = {
  format: 'CycloneDX',
  formatVersion: '1.6',
  created: '2026-11-01T00:00:00Z',
  authors: ['Example'],
  serial: 'urn:uuid:1',
  phases: ['build'],
  signed: false,
  stated: { [whole.id]: { hashed: true, supplier: 'A Person', graph: 'linked' } },
};

function states(said: Partial<BillDocument> = {}, one: Partial<Package> = {}, tool = 'maker'): PolicyFacts {
  const source = { kind: 'other', target: 'x' } as const;
  const all = { ...document, ...said };
  return someFacts({
    bill: aBill([{ ...whole, ...one }], { source, tool: { name: tool, version: '1' }, document: all }),
  });
}

const full = states();
const bare = states({ stated: {} });

describeChecks('SBOMs', {
  'sbom-author': [states({ authors: [] }), full],
  'sbom-timestamp': [states({ created: '2030-01-01T00:00:00Z' }), full],
  'sbom-supplier': [bare, full],
  'sbom-name-and-version': [states({}, { version: null }), full],
  'sbom-identifier': [states({}, { purl: null }), full],
  'sbom-dependencies': [bare, full],
  'sbom-signature': [full, states({ signed: true }), 'partly'],
  'sbom-component-fields': [states({}, { licenses: [] }), full],
  'sbom-format': [states({ formatVersion: null }), full],
  'sbom-context': [states({ phases: [] }), full],
  'sbom-tool': [states({}, {}, 'unknown'), full],
  'sbom-serial': [states({ serial: null }), full],
  'sbom-hash': [bare, full],
  'sbom-license': [states({}, { licenses: [] }), full],
  'sbom-graph': [states({ stated: { [whole.id]: { graph: 'listed' } } }), full],
  'sbom-fields-cra': [states({ formatVersion: null }), full],
});
