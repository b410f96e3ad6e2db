import { aBill, aMatch, anImage, aPackage, aReport, exploited, fixedIn } from '@gantry/policy/testing';
import { describe, expect, it } from 'vitest';
import { hostilePackage } from '../testing/evaluated.ts';
import { fakeTerminal } from '../testing/fake-terminal.ts';
import { sarifProblems } from '../testing/sarif-schema.ts';
import { encodeReport } from './report.ts';

const lodash = aPackage('npm', 'lodash', { version: '4.17.15', path: '/app/lodash/package.json' });
const openssl = aPackage('deb', 'openssl', { version: '3.0.8-1', path: '/var/lib/dpkg/status' });
const matches = [
  aMatch(openssl, 'CVE-2026-2', { severity: 'low' }),
  aMatch(lodash, 'CVE-2026-1', {
    severity: 'medium',
    fix: fixedIn('4.17.21'),
    knownExploited: exploited('CVE-2026-1'),
  }),
];
const matched = { bill: aBill([lodash, openssl]), report: aReport(matches) };

async function encode(output: string, what: typeof matched = matched): Promise<string> {
  return [...(await encodeReport(what, output, fakeTerminal()))].join('');
}

describe('render/report', () => {
  it('table: the exploited one stands first, with its fix', async () => {
    const lines = (await encode('table')).split('\n');
    const first = lines.findIndex((line) => line.startsWith('PACKAGE'));
    expect(lines[first + 1]).toMatch(/^lodash +4\.17\.15 +4\.17\.21 +CVE-2026-1 +medium +exploited/);
    expect(lines.at(-2)).toBe('2 matches: 1 medium, 1 low');
  });

  it('shows forecasts of exploitation where they were looked up', async () => {
    const epss = { score: 0.7333, percentile: 0.99, date: '2026-08-22' };
    const report = aReport([
      aMatch(lodash, 'CVE-2026-1', { epss, ssvc: { automatable: true, technicalImpact: 'total' } }),
      aMatch(openssl, 'CVE-2026-2', { epss: null }),
    ]);
    const known = { ...matched, report };
    expect(await encode('table', known)).toMatch(/RISK +EPSS +WHERE\n.*lodash .* 73\.3% +\/app/s);
    const [first, second] = JSON.parse(await encode('json', known)).matches;
    expect(first).toMatchObject({ epss, ssvc: { technicalImpact: 'total' } });
    expect([second.epss, 'ssvc' in second]).toEqual([null, false]);
    expect(await encode('csv', known)).toContain(',0.7333,0.99\r\n');
    const { matches: shown } = JSON.parse(await encode('grype-json', known));
    expect(shown[0].vulnerability.epss).toMatchObject([{ epss: 0.7333 }]);
    expect(await encode('table')).not.toContain('EPSS');
  });

  it('table: no matches is not said like clean when packages were not evaluated', async () => {
    const report = aReport([], {
      notEvaluated: [{ packageId: lodash.id, reason: 'no-version', because: 'x' } as never],
    });
    expect(await encode('table', { ...matched, report })).toContain('No matches; 1 of 2 packages were not evaluated.');
  });

  it('table: what the image says of itself cannot steer the terminal', async () => {
    const source = anImage({ platform: { os: '\u001b[2J', architecture: 'a\nb' } as never });
    const distro = { id: 'x', version: null, idLike: [], name: null, prettyName: '\u001b]0;x\u0007', codename: null };
    const bill = aBill([hostilePackage()], { source, distro });
    expect(await encode('table', { bill, report: aReport() })).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  it('csv: a row for each match', async () => {
    expect((await encode('csv')).trimEnd().split('\r\n')).toHaveLength(3);
  });

  it('sarif: a link only where the reference is one', async () => {
    const urls = ['https://ok.example/x', 'javascript:alert(1)', 'not an address', 'https://x/ y'];
    const many = urls.map((url, at) => aMatch(lodash, `CVE-${at}`, { url }));
    const log = JSON.parse(await encode('sarif', { ...matched, report: aReport(many) }));
    const links = log.runs[0].tool.driver.rules.map(({ helpUri }: { helpUri?: string }) => helpUri);
    expect(sarifProblems(log)).toEqual([]);
    expect(links).toEqual(['https://ok.example/x', undefined, undefined, undefined]);
  });

  it('grype-json: what its readers need of a match', async () => {
    const document = JSON.parse(await encode('grype-json'));
    expect(document.matches[0]).toMatchObject({
      vulnerability: { id: 'CVE-2026-1', severity: 'Medium', fix: { state: 'fixed', versions: ['4.17.21'] } },
      artifact: { name: 'lodash', version: '4.17.15', type: 'npm' },
    });
    expect(document.descriptor.timestamp).toBe('2026-11-21T12:00:00.000Z');
  });

  it('json: evidence and coverage', async () => {
    expect(JSON.parse(await encode('json'))).toMatchObject({
      schema: 'gantry-vulns-1',
      coverage: { packages: 2, evaluated: 2, complete: true },
      matches: [{ vulnerability: 'CVE-2026-1', evidence: { matcher: 'test' } }, { vulnerability: 'CVE-2026-2' }],
    });
  });

  it('cyclonedx-json: the matches are vulnerabilities of the bill', async () => {
    const document = JSON.parse(await encode('cyclonedx-json'));
    expect(document.vulnerabilities.map(({ id }: { id: string }) => id).sort()).toEqual(['CVE-2026-1', 'CVE-2026-2']);
  });
});
