// How long the policy engine takes: one evaluation of a large policy, and a back-test over many stored ones.
//   node bench/policy.mjs [--evaluations N]

import { loadSource } from '../tools/load-source.mjs';
import { markdown } from './lib/measure.mjs';

const { evaluate, parsePolicy, replay, testing } = await loadSource(`
  export { evaluate, parsePolicy, replay } from './packages/policy/src/index.ts';
  export * as testing from './packages/policy/src/testing/facts.ts';
`);
const { aBill, aMatch, aPackage, aReport, fixedIn, someFacts } = testing;
const at = process.argv.indexOf('--evaluations');
const count = at < 0 ? 50_000 : Number(process.argv[at + 1]);
const now = '2026-11-21T12:00:00Z';
const severities = ['low', 'medium', 'high', 'critical'];

function rule(id, gate, trigger, params) {
  const list = Object.entries(params).map(([name, value]) => ({ name, value }));
  return { id, gate, trigger, action: id.endsWith('0') ? 'STOP' : 'WARN', params: list };
}

/** 100 rules; with `dated`, ten of them look at the clock or at the age of the data. */
function policyOf(dated) {
  const rules = Array.from({ length: 100 }, (_, n) => {
    const id = `r${n}`;
    if (n < 4)
      return rule(id, 'vulnerabilities', 'package', {
        package_type: 'all',
        severity: severities[n],
        severity_comparison: '=',
      });
    if (dated && n < 9) return rule(id, 'vulnerabilities', 'stale_feed_data', { max_days_since_sync: String(n) });
    if (dated && n < 14)
      return rule(id, 'vulnerabilities', 'package', {
        package_type: 'os',
        severity: 'high',
        max_days_since_creation: String(n),
      });
    if (n < 40)
      return rule(id, 'vulnerabilities', 'package', {
        package_type: 'os',
        severity: 'critical',
        package_path_exclude: `/x${n}.*`,
      });
    if (n < 70) return rule(id, 'packages', 'denylist', { name: `absent${n}` });
    return rule(id, 'dockerfile', 'instruction', { instruction: 'RUN', check: 'like', value: `.*never${n}` });
  });
  const mapping = {
    id: 'm',
    name: 'm',
    registry: '*',
    repository: '*',
    image: { type: 'tag', value: '*' },
    rule_set_ids: ['rs'],
    allowlist_ids: [],
  };
  return parsePolicy(
    {
      id: 'p',
      name: 'p',
      version: '2',
      rule_sets: [{ id: 'rs', name: 'rs', version: '2', rules }],
      mappings: [mapping],
    },
    'p',
  ).policy;
}

const text = Array.from(
  { length: 40 },
  (_, n) => `RUN apt-get update && apt-get install -y package${n} && rm -rf /var/lib/apt`,
).join('\n');

function factsOf(seed, packages, matches) {
  const list = Array.from({ length: packages }, (_, n) =>
    aPackage(n % 2 ? 'deb' : 'npm', `p${n}`, { version: `1.${seed}` }),
  );
  const found = list
    .slice(0, matches)
    .map((one, n) => aMatch(one, `CVE-2026-${n}`, { severity: severities[(n + seed) % 4], fix: fixedIn('2.0.0') }));
  return someFacts({ bill: aBill(list), report: aReport(found), dockerfile: { mode: 'actual', text } });
}

/** What this process used: other programs do not count. */
function cpuSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
}

function single() {
  const policy = policyOf(false);
  const facts = factsOf(1, 1_000, 300);
  const input = { facts, policy, now, digests: { sbom: 's', advisories: 'a' } };
  const times = [];
  for (let turn = 0; turn < 250; turn++) {
    const started = cpuSeconds();
    const { findings } = evaluate({ ...input, facts: { ...facts } });
    if (findings.length < 300) throw new Error(`only ${findings.length} findings`);
    if (turn >= 50) times.push((cpuSeconds() - started) * 1_000);
  }
  times.sort((a, b) => a - b);
  return [times[100].toFixed(1), times[190].toFixed(1)];
}

/** Fifty evaluations of each image, one a day; its matches change five times. Facts are made when they are asked for, as a store would. */
function* stored(facts) {
  const images = Math.ceil(count / 50);
  for (let image = 0; image < images; image++) {
    for (let day = 0; day < 50; day++) {
      const content = `${image}-${Math.floor(day / 10)}`;
      const clock = new Date(Date.parse(now) + day * 86_400_000).toISOString();
      const data = { digest: `d${day}`, builtAt: clock, starter: false, sources: facts.report.data.sources };
      const outcome = { action: day % 3 ? 'warn' : 'stop', stops: day % 3 ? {} : { r0: 2 } };
      const digests = { sbom: `s${image}`, advisories: `d${day}` };
      yield {
        image: `image-${image}`,
        tag: null,
        team: `team-${image % 20}`,
        clock,
        digests,
        content,
        data,
        outcome,
        facts: () => factsOf(image, 200, 40),
      };
    }
  }
}

const [p50, p95] = single();
process.stdout.write(
  `${markdown(
    ['evaluation of 100 rules, 1,000 packages, 300 findings', 'CPU ms'],
    [
      ['p50', p50],
      ['p95', p95],
    ],
  )}\n\n`,
);
const rows = [];
for (const dated of [false, true]) {
  const started = performance.now();
  const cpuBefore = cpuSeconds();
  const result = replay(policyOf(dated), stored(factsOf(0, 1, 0)));
  const seconds = (performance.now() - started) / 1_000;
  const cpu = cpuSeconds() - cpuBefore;
  rows.push([
    dated ? 'ten rules look at dates' : 'no rule looks at dates',
    String(result.replayed),
    String(result.distinct),
    seconds.toFixed(1),
    cpu.toFixed(1),
  ]);
}
const mib = (process.resourceUsage().maxRSS / 1024).toFixed(0);
process.stdout.write(
  `${markdown(['back-test', 'evaluations', 'distinct contents', 's', 'CPU s'], rows)}\n\npeak RSS ${mib} MiB\n`,
);
