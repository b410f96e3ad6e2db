import { describe, expect, it } from 'vitest';
import { readStigResults } from './index.ts';

const control = (id: string, statuses: readonly string[], impact = 0.5) => ({
  id,
  title: `Title of ${id}`,
  impact,
  results: statuses.map((status) => ({ status, code_desc: '', start_time: '2026-11-20T10:00:00+01:00' })),
});
const hdf = (controls: readonly unknown[]) =>
  JSON.stringify({ version: '5', profiles: [{ name: 'rhel-9-stig', controls }] });

const rule = (id: string, result: string) => `<rule-result idref="${id}"><result>${result}</result></rule-result>`;
const testResult = (rules: string) =>
  `<TestResult id="r" end-time="2026-11-20T10:00:00" xmlns="http://checklists.nist.gov/xccdf/1.2"><profile idref="stig"/>${rules}</TestResult>`;

describe('policy/stig', () => {
  it.each([
    ['passed', ['passed', 'passed'], 0.5, 'NotAFinding'],
    ['one failure', ['passed', 'failed'], 0.7, 'Open'],
    ['skipped', ['passed', 'skipped'], 0.5, 'Not_Reviewed'],
    ['error', ['error'], 0.5, 'Not_Reviewed'],
    ['no result', [], 0.5, 'Not_Reviewed'],
    ['no impact', ['failed'], 0, 'Not_Applicable'],
  ] as const)('HDF: %s', (_name, statuses, impact, state) => {
    const results = readStigResults(hdf([control('SV-1', statuses, impact)]), 'f');
    expect(results.rules).toEqual([{ id: 'SV-1', title: 'Title of SV-1', state }]);
    expect(results).toMatchObject({ format: 'hdfjson', profile: 'rhel-9-stig', counts: { [state]: 1 } });
  });

  it('HDF: takes the profile that has results, and its first start', () => {
    const overlay = { name: 'overlay', controls: [{ id: 'SV-1', results: [] }] };
    const base = { name: 'base', title: 'Base', controls: [control('SV-1', ['passed'])] };
    const results = readStigResults(JSON.stringify({ profiles: [overlay, base] }), 'f');
    expect(results).toMatchObject({ profile: 'Base', evaluatedAt: '2026-11-20T09:00:00.000Z' });
  });

  it.each([
    ['pass', 'NotAFinding'],
    ['fixed', 'NotAFinding'],
    ['fail', 'Open'],
    ['notapplicable', 'Not_Applicable'],
    ['notchecked', 'Not_Reviewed'],
    ['error', 'Not_Reviewed'],
    ['whatever', 'Not_Reviewed'],
  ])('XCCDF: %s', (result, state) => {
    const results = readStigResults(testResult(rule('xccdf_rule_1', result)), 'f');
    expect(results.rules).toEqual([{ id: 'xccdf_rule_1', title: '', state }]);
    expect(results).toMatchObject({ format: 'xccdf', profile: 'stig', evaluatedAt: '2026-11-20T10:00:00.000Z' });
  });

  it('XCCDF: finds results and titles in a benchmark and in an ARF report', () => {
    const benchmark = `<Benchmark><Group id="g"><Rule id="a"><title>First</title></Rule></Group>${testResult(rule('a', 'pass'))}</Benchmark>`;
    const arf = `<arf:asset-report-collection xmlns:arf="x"><arf:reports><arf:report id="1"><content>${benchmark}</content></arf:report></arf:reports></arf:asset-report-collection>`;
    for (const text of [benchmark, arf])
      expect(readStigResults(text, 'f').rules).toEqual([{ id: 'a', title: 'First', state: 'NotAFinding' }]);
  });

  it.each([
    ['nothing', '', 'JSON'],
    ['other JSON', '{"a":1}', 'no profiles'],
    ['no rule', hdf([]), 'no rule'],
    ['other XML', '<a/>', 'no TestResult'],
    ['broken XML', '<TestResult><rule-result></TestResult>', 'rule-result'],
    ['an entity bomb', `<!DOCTYPE a [<!ENTITY b "${'x'.repeat(1000)}">]><a>&b;</a>`, 'no TestResult'],
    ['a million parts', `<a>${'<b/>'.repeat(1_500_001)}</a>`, 'more than 1500000 parts'],
    ['a million parts in JSON', `{"profiles":[${'{},'.repeat(1_500_000)}{}]}`, 'more than 1500000 parts'],
    [
      'thousands of names',
      `<a>${Array.from({ length: 2_100 }, (_, at) => `<b${at}/>`).join('')}</a>`,
      'names of elements',
    ],
    ['deep nesting', `${'<a>'.repeat(3_000)}${'</a>'.repeat(3_000)}`, 'nested'],
  ])('refuses %s', (_name, text, because) => {
    expect(() => readStigResults(text, 'scan.xml')).toThrow(
      expect.objectContaining({ code: 'POLICY_NOT_STIG_RESULTS' }),
    );
    expect(() => readStigResults(text, 'scan.xml')).toThrow(because);
  });

  it.each(['constructor', '__proto__', 'toString', 'PASS'])('takes the result %s for not reviewed', (result) => {
    const text = `<TestResult><rule-result idref="a"><result>${result}</result></rule-result></TestResult>`;
    expect(readStigResults(text, 'f').counts).toEqual({ NotAFinding: 0, Open: 0, Not_Applicable: 0, Not_Reviewed: 1 });
  });
});
