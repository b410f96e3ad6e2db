import { describe, expect, it } from 'vitest';
import { evaluate } from './evaluate.ts';
import { pathToGreen } from './greening/index.ts';
import { parsePolicy } from './parse-policy.ts';
import { aBill, aDocument, aMatch, aPackage, aReport, aRule, fixedIn, someFacts, testNow } from './testing/index.ts';

/** 100 rules over 1,000 packages with 300 matches, in CPU time, since other tests run beside it. */
describe('policy speed', () => {
  const packages = Array.from({ length: 1_000 }, (_, at) => aPackage(at % 2 ? 'deb' : 'npm', `p${at}`));
  const matches = packages.slice(0, 300).map((one, at) =>
    aMatch(one, `CVE-2026-${at}`, {
      severity: (['low', 'medium', 'high', 'critical'] as const)[at % 4] ?? 'low',
      fix: fixedIn('2.0.0'),
    }),
  );
  const severities = ['low', 'medium', 'high', 'critical'];
  const rules = Array.from({ length: 100 }, (_, at) => {
    const id = `r${at}`;
    if (at < 4)
      return aRule(
        'vulnerabilities.package',
        { package_type: 'all', severity: severities[at] ?? '', severity_comparison: '=' },
        { id },
      );
    if (at < 40)
      return aRule(
        'vulnerabilities.package',
        { package_type: 'os', severity: 'critical', package_path_exclude: `/x${at}.*` },
        { id },
      );
    if (at < 70) return aRule('packages.denylist', { name: `absent${at}` }, { id });
    return aRule('dockerfile.instruction', { instruction: 'RUN', check: 'like', value: `.*never${at}` }, { id });
  });
  const text = Array.from(
    { length: 40 },
    (_, at) => `RUN apt-get update && apt-get install -y package${at} && rm -rf /var/lib/apt`,
  ).join('\n');
  const facts = someFacts({ bill: aBill(packages), report: aReport(matches), dockerfile: { mode: 'actual', text } });

  it('evaluates in milliseconds', () => {
    const { policy } = parsePolicy(aDocument(rules), 'p');
    const input = { facts, policy, now: testNow, digests: { sbom: 's', advisories: 'a' } };
    expect(evaluate(input).findings).toHaveLength(300);
    const times = Array.from({ length: 100 }, () => {
      const started = process.cpuUsage();
      evaluate(input);
      const { user, system } = process.cpuUsage(started);
      return (user + system) / 1_000;
    }).sort((a, b) => a - b);
    if (process.env['GANTRY_TIMES']) process.stderr.write(`p50 ${times[50]} p95 ${times[95]}\n`);
    expect(times[50]).toBeLessThan(60);
  }, 30_000);

  it('finds the way to green of as many packages as an image may have', () => {
    const many = Array.from({ length: 20_000 }, (_, at) =>
      aPackage('npm', `q${at % 10_000}`, { version: `1.0.${at % 7}` }),
    );
    const report = aReport(many.map((one, at) => aMatch(one, `CVE-2026-${at % 500}`, { fix: fixedIn('2.0.0') })));
    const { policy } = parsePolicy(aDocument([aRule('vulnerabilities.package', { package_type: 'all' })]), 'p');
    const input = { facts: someFacts({ bill: aBill(many), report }), policy, now: testNow };
    const started = process.cpuUsage();
    const green = pathToGreen({ ...input, digests: { sbom: 's', advisories: 'a' } });
    const { user, system } = process.cpuUsage(started);
    expect(green.verdictAfter).toBe('go');
    expect((user + system) / 1_000).toBeLessThan(5_000);
  }, 30_000);

  it('finds the way to green of as many findings as a verdict may hold', () => {
    const below = 'sha256:below';
    const many = Array.from({ length: 2_000 }, (_, at) => aPackage('deb', `q${at}`, at % 2 ? { layer: below } : {}));
    const matches = many.flatMap((one) =>
      Array.from({ length: 50 }, (_, at) => aMatch(one, `CVE-2026-${at}`, at < 49 ? { fix: fixedIn('2.0.0') } : {})),
    );
    const { policy } = parsePolicy(aDocument([aRule('vulnerabilities.package', { package_type: 'all' })]), 'p');
    const base = { reference: 'debian:12', diffIds: [below] };
    const large = someFacts({ bill: aBill(many), report: aReport(matches), base });
    const started = process.cpuUsage();
    const green = pathToGreen({ facts: large, policy, now: testNow, digests: { sbom: 's', advisories: 'a' } });
    const { user, system } = process.cpuUsage(started);
    expect(green.edits).toHaveLength(1_001);
    expect(green).toMatchObject({ optimal: true, verdictAfter: 'stop', acceptances: [] });
    expect(green.remaining).toHaveLength(2_000);
    if (process.env['GANTRY_TIMES']) process.stderr.write(`way of 100,000 findings ${(user + system) / 1_000} ms\n`);
    expect((user + system) / 1_000).toBeLessThan(10_000);
  }, 30_000);
});
