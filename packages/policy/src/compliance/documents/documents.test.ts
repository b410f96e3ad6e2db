import { XmlDocument } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { packs } from '../../packs/registry.ts';
import { aBill, aMatch, anImage, aPackage, aReport, fixedIn, someFacts, verdictOf } from '../../testing/index.ts';
import { complianceReport } from '../report.ts';
import type { ComplianceReport } from '../types.ts';
import { complianceFormats, encodeCompliance, nextSteps } from './index.ts';
import { controlToken } from './oscal-names.ts';

const context = { toolVersion: '1.2.3' };
const evil = '</td>]]><script>alert(1)</script>\u0007\u202e&"\'\ud800';

function reportOf(name: string, facts = someFacts(), document?: Record<string, unknown>): ComplianceReport {
  const pack = packs.find((one) => one.name === name);
  if (pack === undefined) throw new Error(name);
  return complianceReport({ pack, verdict: verdictOf(document ?? pack.policy, facts), facts });
}

/** A vulnerable package whose name nobody would want in a document. */
const broken = aPackage('npm', evil);
const hostile = someFacts({
  bill: aBill([broken], { source: anImage({ reference: evil }) }),
  report: aReport([aMatch(broken, 'CVE-2026-1', { severity: 'critical', fix: fixedIn('=2') })]),
  tag: `docker.io/library/${evil}:1`,
});
const bad = reportOf('cis-docker', hostile);

interface Oscal {
  readonly 'assessment-results': {
    readonly results: readonly {
      readonly observations: readonly { readonly uuid: string; readonly props: readonly Prop[] }[];
      readonly findings?: readonly {
        readonly target: { readonly 'target-id': string; readonly status: { readonly state: string } };
        readonly 'related-observations'?: readonly { readonly 'observation-uuid': string }[];
      }[];
      readonly 'reviewed-controls': {
        readonly 'control-selections': readonly { readonly 'include-controls': readonly { 'control-id': string }[] }[];
      };
    }[];
  };
}
interface Prop {
  readonly name: string;
  readonly value: string;
}

describe('compliance/documents', () => {
  it.each(complianceFormats)('%s tells digests, times and every control, in the same bytes each time', (format) => {
    const text = encodeCompliance(bad, format, context);
    expect(encodeCompliance(reportOf('cis-docker', hostile), format, context)).toBe(text);
    for (const digest of Object.values(bad.digests)) expect(text).toContain(digest);
    expect(text).toContain(bad.target.digest);
    for (const { id } of bad.controls) expect(text).toContain(id);
    expect(text).toContain('neither certified nor endorsed');
    if (!['json', 'oscal'].includes(format)) expect(text).not.toContain('\u202e');
    expect(text.toLowerCase()).not.toContain('is compliant');
  });

  it('json is what the report says', () => {
    const document = JSON.parse(encodeCompliance(bad, 'json', context));
    expect(document).toMatchObject({
      schema: 'gantry-compliance-1',
      tool: { name: 'gantry', version: '1.2.3' },
      framework: { id: 'CIS-DOCKER', last_verified: '2026-11-21' },
      evaluated_at: '2026-11-21T12:00:00.000Z',
      counts: bad.counts,
      verdict: { action: 'stop' },
    });
    const control = document.controls.find(({ id }: { id: string }) => id === '4.4');
    expect(control).toMatchObject({ state: 'failed', stig_status: 'Open', oscal_state: 'not-satisfied' });
    const rule = document.rules.find(({ key }: { key: string }) => key.endsWith('/critical-open'));
    expect(rule.findings[0]).toMatchObject({
      vulnerability: 'CVE-2026-1',
      allowlisted: false,
      fix: { kind: 'upgrade' },
    });
  });

  it('csv has one row a control, and no cell is a formula', () => {
    const pack = packs.find(({ name }) => name === 'cis-docker');
    const first = {
      ...bad.controls[0],
      id: '=HYPERLINK("x")',
      reasons: [' +1', '@a'],
    } as ComplianceReport['controls'][0];
    const rows = encodeCompliance({ ...bad, controls: [first, ...bad.controls.slice(1)] }, 'csv', context);
    const lines = rows.split('\r\n').filter((line) => line !== '');
    expect(lines).toHaveLength(1 + (pack?.controls.length ?? 0));
    expect(lines[1]).toContain(`"'=HYPERLINK(""x"")"`);
    expect(lines[1]).toContain(`"' +1\n@a"`);
  });

  it.each(packs.map(({ name }) => name))(
    'the checklist of %s is well-formed, with the words of STIG Viewer',
    (name) => {
      const report = reportOf(name, hostile);
      const document = XmlDocument.fromString(encodeCompliance(report, 'stig-ckl', context));
      const found = document.find('/CHECKLIST/STIGS/iSTIG/VULN').map((one) => ({
        id: one.get('STIG_DATA[VULN_ATTRIBUTE="Vuln_Num"]/ATTRIBUTE_DATA')?.content,
        status: one.get('STATUS')?.content,
        severity: one.get('STIG_DATA[VULN_ATTRIBUTE="Severity"]/ATTRIBUTE_DATA')?.content,
      }));
      expect(found.map(({ id, status }) => [id, status])).toEqual(
        report.controls.map(({ id, stigStatus }) => [id, stigStatus]),
      );
      for (const { severity } of found) expect(['high', 'medium', 'low']).toContain(severity);
      document.dispose();
    },
  );

  it.each(packs.map(({ name }) => name))('OSCAL of %s refers only to what it holds, in its kinds of names', (name) => {
    const report = reportOf(name, hostile);
    const text = encodeCompliance(report, 'oscal', context);
    const [result] = (JSON.parse(text) as Oscal)['assessment-results'].results;
    const observed = new Set(result?.observations.map(({ uuid }) => uuid));
    for (const { 'related-observations': related = [] } of result?.findings ?? []) {
      for (const one of related) expect(observed).toContain(one['observation-uuid']);
    }
    const uuids = [...text.matchAll(/"(?:uuid|[a-z-]+-uuid)": "([^"]*)"/g)].map(([, uuid]) => uuid);
    for (const uuid of uuids)
      expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const values = [...text.matchAll(/"value": ("(?:[^"\\]|\\.)*")/g)].map(([, value]) => JSON.parse(value ?? ''));
    for (const value of values) expect(value).toMatch(/^\S(.*\S)?$/u);
    const ids = result?.['reviewed-controls']['control-selections'][0]?.['include-controls'].map(
      (one) => one['control-id'],
    );
    expect(new Set(ids).size).toBe(report.controls.length);
    for (const id of ids ?? []) expect(id).toMatch(/^[A-Za-z_][A-Za-z0-9._-]*$/);
    const states = result?.findings?.map(({ target }) => [target['target-id'], target.status.state]) ?? [];
    expect(states).toEqual(
      report.controls
        .filter(({ oscalState }) => oscalState !== null)
        .map(({ id, oscalState }) => [`${controlToken(report, id)}_smt`, oscalState]),
    );
    const open = result?.observations.filter(({ props }) => props.some((prop) => prop.name === 'control-id')) ?? [];
    expect(states.length + open.length).toBe(report.controls.length);
  });

  it.each([
    ['nist-800-53', 'AC-6(10)', 'ac-6.10'],
    ['cis-docker', '4.10', 'CIS-DOCKER_4.10'],
    ['secure', 'a b', 'gantry-secure_a-b'],
  ])('%s writes %s as %s', (name, id, token) => {
    expect(controlToken(reportOf(name), id)).toBe(token);
  });

  it('html is one page in which nothing of an image is markup', () => {
    const page = encodeCompliance(bad, 'html', context);
    expect(page).not.toContain('<script');
    expect(page).not.toMatch(/(src|href)="(?!#)/);
    expect(page).toContain('&lt;script&gt;');
    const body = page.slice(page.indexOf('<body>'), page.indexOf('</body>') + 7);
    const document = XmlDocument.fromString(body);
    expect(document.find('//table[caption]')).toHaveLength(document.find('//table').length);
    expect(document.find('//tr/th[not(@scope)]')).toEqual([]);
    expect(document.find('//h1')).toHaveLength(1);
    document.dispose();
  });

  it('steps come from fixes, gaps, needs and people', () => {
    const steps = (id: string, report = bad) => {
      const control = report.controls.find((one) => one.id === id);
      return control ? nextSteps(control, report).join('\n') : '';
    };
    expect(steps('4.4')).toContain('to =2');
    expect(steps('4.8')).toMatch(/not evaluated/);
    expect(steps('5.9')).toContain('Add a rule with the id approved-ports (dockerfile.exposed_ports)');
    expect(steps('6.2')).toContain('use a tool that runs there');
  });

  it('upgrades of a package are one step', () => {
    const lodash = aPackage('npm', 'lodash');
    const matches = ['2', '10', '9'].map((version, at) =>
      aMatch(lodash, `CVE-2026-${at}`, { severity: 'critical', fix: fixedIn(version) }),
    );
    const report = reportOf('cis-docker', someFacts({ bill: aBill([lodash]), report: aReport(matches) }));
    const control = report.controls.find(({ id }) => id === '4.4');
    expect(control && nextSteps(control, report)).toContain('upgrade lodash 1.0.0 to the highest of 2, 10, 9');
  });

  it('a pack without a framework is told by its rules', () => {
    const report = reportOf('secure', hostile);
    expect(report.controls.find(({ id }) => id === 'critical-with-fix')).toMatchObject({
      state: 'failed',
      title: 'critical with fix',
    });
  });
});
