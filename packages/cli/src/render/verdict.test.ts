import { aPackage } from '@gantry/policy/testing';
import { describe, expect, it } from 'vitest';
import { evaluatedWith, hostilePackage, hostileText } from '../testing/evaluated.ts';
import { fakeTerminal } from '../testing/fake-terminal.ts';
import { sarifProblems } from '../testing/sarif-schema.ts';
import { escapeXml } from './junit.ts';
import { encodeVerdict } from './verdict.ts';

const plain = aPackage('npm', 'lodash', { version: '4.17.15', path: '/app/lodash/package.json', layer: 'sha256:1' });
const hostile = evaluatedWith(hostilePackage(), {
  ruleId: hostileText,
  message: hostileText,
  recommendation: hostileText,
  path: `/app/${hostileText}`,
});

function encode(evaluated: typeof hostile, output: string): string {
  return encodeVerdict(evaluated, output, fakeTerminal());
}

describe('render/verdict', () => {
  it('json: the finding with its rule, place and package', () => {
    const document = JSON.parse(encode(evaluatedWith(plain), 'json')) as { findings: unknown[] };
    expect(document).toMatchObject({
      schema: 'gantry-check-1',
      verdict: { action: 'stop', status: 'fail', reason: 'policy_evaluation' },
      counts: { packages: 1, matches: 1, findings: 1, stop: 1, warn: 0, go: 0 },
      coverage: { packages: 1, evaluated: 1, complete: true },
    });
    expect(document.findings[0]).toMatchObject({
      rule: 'rule-vulnerabilities.package',
      gate: 'vulnerabilities',
      trigger: 'package',
      action: 'stop',
      vulnerability: 'CVE-2026-1',
      package: { name: 'lodash', version: '4.17.15', type: 'npm', path: '/app/lodash/package.json' },
    });
  });

  it('csv: every cell that a spreadsheet would run is defused', () => {
    const rows = parseCsv(encode(hostile, 'csv'));
    expect(rows).toHaveLength(2);
    expect(rows.every((row) => row.length === rows[0]?.length)).toBe(true);
    for (const cell of rows[1] ?? []) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
    expect(rows[1]).toContain(`'${hostileText}`);
  });

  it('junit: well-formed whatever the text', () => {
    const xml = encode(hostile, 'junit');
    expect(() => wellFormed(xml)).not.toThrow();
    expect(xml).toContain('tests="1" failures="1" errors="0"');
  });

  it('junit: a verdict without findings is one passing case', () => {
    const { facts, verdict } = evaluatedWith(plain);
    const xml = encode({ facts, verdict: { ...verdict, findings: [] }, green: null }, 'junit');
    expect(() => wellFormed(xml)).not.toThrow();
    expect(xml.match(/<testcase/g)).toHaveLength(1);
    expect(xml).toContain('failures="0"');
  });

  it('junit: problems of the evaluation are errors and are counted', () => {
    const { facts, verdict } = evaluatedWith(plain);
    const problem = { severity: 'error', problemType: 'x', details: 'data "is" <missing>' } as const;
    const xml = encode({ facts, verdict: { ...verdict, problems: [problem as never] }, green: null }, 'junit');
    expect(() => wellFormed(xml)).not.toThrow();
    expect(xml).toContain('tests="2" failures="1" errors="1"');
  });

  it('sarif: rules, results and places that a viewer understands', () => {
    const log = JSON.parse(encode(evaluatedWith(plain), 'sarif')) as Sarif;
    expect(log.version).toBe('2.1.0');
    const [run] = log.runs;
    expect(run?.tool.driver.rules.map(({ id }) => id)).toEqual(['rule-vulnerabilities.package']);
    expect(run?.results[0]).toMatchObject({ ruleIndex: 0, level: 'error' });
    expect(run?.results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe('app/lodash/package.json');
  });

  it('sarif: valid by the official schema, whatever the text', () => {
    for (const evaluated of [evaluatedWith(plain), hostile]) {
      expect(sarifProblems(JSON.parse(encode(evaluated, 'sarif')))).toEqual([]);
    }
  });

  it('sarif: odd paths are still addresses', () => {
    const log = JSON.parse(encode(hostile, 'sarif')) as Sarif;
    const uri = log.runs[0]?.results[0]?.locations[0]?.physicalLocation.artifactLocation.uri ?? ' ';
    expect(uri).toMatch(/^[A-Za-z0-9\-._~!$&'()*+,;=:@/%]+$/);
    expect(decodeURIComponent(uri)).toContain('HYPERLINK');
  });

  it('table: nothing from the image steers the terminal', () => {
    expect(encode(hostile, 'table')).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });
});

describe('render/verdict-junit', () => {
  it.each([
    ['a<b>&"', 'a&lt;b&gt;&amp;&quot;'],
    ['\u0000\u001b\ufffe', '\ufffd\ufffd\ufffd'],
    ['\ud800x\udc00', '\ufffdx\ufffd'],
    ['😀\t\n', '😀\t\n'],
  ])('escapeXml(%j)', (text, escaped) => expect(escapeXml(text)).toBe(escaped));
});

interface Sarif {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly locations: readonly {
        readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
      }[];
    }[];
  }[];
}

/** RFC 4180, as strict as it can be. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (let found = cell.exec(text); found !== null; found = cell.exec(text)) {
    row.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === '\r\n') {
      rows.push(row);
      row = [];
    }
    if (cell.lastIndex === text.length) return rows;
  }
  throw new Error('no CSV');
}

/** Tags that match, quoted attributes, known entities, characters of XML 1.0. */
function wellFormed(xml: string): void {
  expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
  const open: string[] = [];
  const token = /<\?xml [^?]*\?>|<(\w+)((?: [\w-]+="[^"<]*")*)(\/?)>|<\/(\w+)>|([^<]+)/gy;
  let end = 0;
  for (let found = token.exec(xml); found !== null; found = token.exec(xml)) {
    end = token.lastIndex;
    const text = `${found[2] ?? ''}${found[5] ?? ''}`;
    if (/&(?!(?:amp|lt|gt|quot);)/.test(text)) throw new Error(`bare & in ${text}`);
    if (found[4] !== undefined && open.pop() !== found[4]) throw new Error(`unexpected </${found[4]}>`);
    if (found[1] !== undefined && found[3] === '') open.push(found[1]);
  }
  if (end !== xml.length || open.length > 0) throw new Error(`not well-formed at ${end}`);
}
