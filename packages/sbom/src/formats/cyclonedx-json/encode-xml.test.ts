import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { MatchReport } from '@gantry/core';
import { XmlBufferInputProvider, XmlDocument, XsdValidator, xmlRegisterInputProvider } from 'libxml2-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { sampleBill } from '../../testing/sample-bill.ts';
import { encode } from './encode-xml.ts';
import { closeTag, openTag, printXml } from './xml.ts';

const schemas = join(
  dirname(createRequire(import.meta.url).resolve('@cyclonedx/cyclonedx-library/package.json')),
  'res/schema',
);
const context = { now: '2026-01-02T03:04:05.678Z', uuid: '6b1c0f3e-5f0c-4a58-9d53-0d1f3f4c2b11', toolVersion: '1.2.3' };

describe('cyclonedx-json/encode-xml', () => {
  let validator: XsdValidator;
  beforeAll(() => {
    const text = (name: string) => readFileSync(join(schemas, name));
    xmlRegisterInputProvider(new XmlBufferInputProvider({ 'spdx.SNAPSHOT.xsd': text('spdx.SNAPSHOT.xsd') }));
    validator = XsdValidator.fromDoc(XmlDocument.fromBuffer(text('bom-1.6.SNAPSHOT.xsd'), { url: 'bom.xsd' }));
  });

  it('is valid by the official schema, with vulnerabilities', () => {
    const bill = sampleBill();
    const document = XmlDocument.fromString(encode(bill, { ...context, report: reportOn(bill.packages[0]?.id ?? '') }));
    validator.validate(document);
    const count = (path: string) => document.find(path, { b: 'http://cyclonedx.org/schema/bom/1.6' }).length;
    expect(count('/b:bom/b:components/b:component')).toBe(bill.packages.length + 1);
    expect(count('/b:bom/b:vulnerabilities/b:vulnerability/b:affects/b:target')).toBe(1);
    expect(count('/b:bom/b:dependencies/b:dependency')).toBe(bill.packages.length + 2);
    document.dispose();
  });

  it('has no list of vulnerabilities when nothing was matched', () => {
    const text = encode(sampleBill(), context);
    validator.validate(XmlDocument.fromString(text));
    expect(text).not.toContain('<vulnerabilities>');
  });

  it('stays well-formed whatever names hold', () => {
    const bill = sampleBill();
    const [first, ...rest] = bill.packages;
    if (first === undefined) throw new TypeError('no package');
    const name = '<!--]]>&"\u0000\u0008\ud800\n</component>';
    const text = encode({ ...bill, packages: [{ ...first, name }, ...rest] }, context);
    const document = XmlDocument.fromString(text);
    validator.validate(document);
    const names = document.find('//b:component/b:name', { b: 'http://cyclonedx.org/schema/bom/1.6' });
    expect(names.map((node) => node.content)).toContain('<!--]]>&"\ufffd\ufffd\ufffd </component>');
  });

  it('prints elements', () => {
    const element = {
      type: 'element',
      name: 'a',
      namespace: 'urn:x',
      attributes: { b: '<', c: undefined, d: 1 },
    } as const;
    expect(openTag(element)).toBe('<a xmlns="urn:x" b="&lt;" d="1">');
    expect(closeTag(element)).toBe('</a>');
    expect(printXml({ ...element, children: 5 })).toBe('<a xmlns="urn:x" b="&lt;" d="1">5</a>');
  });
});

function reportOn(packageId: string): MatchReport {
  return {
    matches: [
      {
        packageId,
        advisory: 'DEBIAN-CVE-2024-1000',
        feed: 'osv',
        vulnerability: 'CVE-2024-1000',
        aliases: ['DEBIAN-CVE-2024-1000'],
        severity: 'high',
        scores: [
          { source: 'osv', version: '3.1', vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', baseScore: 9.8 },
        ],
        summary: 'A flaw & more',
        fix: { state: 'fixed', versions: ['2.0'] },
        knownExploited: { cve: 'CVE-2024-1000', dateAdded: '2024-01-01', dueDate: '2024-02-01', ransomware: false },
        malicious: false,
        informational: null,
        published: '2024-01-01T00:00:00Z',
        modified: '2024-01-02T00:00:00Z',
        url: 'https://security-tracker.debian.org/tracker/CVE-2024-1000',
        evidence: {
          matcher: 'deb',
          how: 'exact-direct',
          searched: { ecosystem: 'Debian:12', name: 'a', version: '1' },
          scheme: 'deb',
          range: '<2.0',
          listed: false,
        },
        alsoFrom: [],
        disagreements: [],
      },
    ],
    notEvaluated: [],
    coveredByOwner: {},
    data: { digest: 'sha256:0', builtAt: '2026-01-01T00:00:00Z', starter: false, sources: [] },
  };
}
