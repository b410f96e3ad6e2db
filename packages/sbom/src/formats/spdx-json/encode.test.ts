import type { Bill } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { sampleBill } from '../../testing/sample-bill.ts';
import { encode, encodeParts } from './encode.ts';

const context = { now: '2026-01-02T03:04:05.678Z', uuid: '6b1c0f3e-5f0c-4a58-9d53-0d1f3f4c2b11', toolVersion: '1.2.3' };

describe('formats/spdx-json/encode', () => {
  const bill = sampleBill();

  it('writes the same document whole and in parts', () => {
    expect([...encodeParts(bill, context)].join('')).toBe(encode(bill, context));
  });

  it('lists the licences that its packages name by reference', () => {
    const packages = bill.packages.map((pkg) => ({
      ...pkg,
      licenses: [{ value: 'Ours alone', spdx: null, type: 'declared' as const }],
    }));
    const document = JSON.parse(encode({ ...bill, packages }, context));
    expect(document.hasExtractedLicensingInfos).toEqual([
      { licenseId: 'LicenseRef-gantry-1', extractedText: 'Ours alone', name: 'Ours alone' },
    ]);
    expect(document.packages.at(-1).licenseDeclared).toBe('LicenseRef-gantry-1');
  });

  it('leaves out lists of nothing', () => {
    const document = JSON.parse(encode({ ...bill, packages: [], relationships: [], unread: [] }, context));
    expect(Object.keys(document)).not.toEqual(expect.arrayContaining(['annotations', 'hasExtractedLicensingInfos']));
    expect(document.packages).toHaveLength(1);
  });

  it('takes a name that is no text', () => {
    const source: Bill['source'] = { kind: 'other', target: 'sbom:x', name: 'half \ud83d' };
    expect(JSON.parse(encode({ ...bill, source }, context)).documentNamespace).toContain('half%20%EF%BF%BD-');
  });
});
