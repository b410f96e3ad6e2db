import { describe, expect, it } from 'vitest';
import { neededFacts } from '../../needed-facts.ts';
import { parsePolicy } from '../../parse-policy.ts';
import { describeTriggers } from '../../testing/describe-triggers.ts';
import {
  aBill,
  aConfig,
  aDocument,
  aFile,
  aMatch,
  anImage,
  aPackage,
  aReport,
  aRule,
  fixedIn,
  inspected,
  runRule,
  someFacts,
  verdictOf,
} from '../../testing/index.ts';

const curl = aPackage('deb', 'curl', { version: '8.0', licenses: [{ value: 'MIT', spdx: 'MIT', type: 'declared' }] });
const left = aPackage('npm', 'left-pad');
const config = aConfig({ user: 'app', labels: { team: 'pay' }, env: ['A=1', 'B=x=y'], exposedPorts: ['80/tcp'] });
const match = aMatch(curl, 'CVE-1', {
  severity: 'critical',
  fix: fixedIn('9.0'),
  scores: [{ source: 'nvd', version: '3.1', vector: '', baseScore: 9.8 }],
});
const facts = someFacts({
  bill: aBill([curl, left], { source: anImage({ config }) }),
  report: aReport([match, aMatch(left, 'CVE-2', { published: null })]),
});
const files = inspected({ files: { entries: [aFile('/bin/su', { mode: 0o4755 }), aFile('/etc/x')] } });
const folder = someFacts({
  tag: null,
  bill: aBill([curl], { source: { kind: 'directory', target: 'x', path: '/x' } }),
});
const unread = { path: '/x.jar', by: 'java', code: 'X', because: 'broken' };

describeTriggers('expression', {
  cel: {
    fires: [
      [{ expression: 'true' }, facts, ['Expression is true: true']],
      [{ expression: 'packages.exists(p, p.name == "curl")', message: 'curl is here' }, facts, ['curl is here']],
      [{ expression: 'artifact.tag.endsWith(":1") && config.user == "app"' }, facts, [expect.any(String)]],
      [
        { expression: 'config.labels["team"] == "pay" && "A" in config.env && config.env.B == "x=y"' },
        facts,
        [expect.any(String)],
      ],
      [{ expression: 'matches.filter(m, m.severity_rank >= 5).size() == 1' }, facts, [expect.any(String)]],
      [
        { expression: 'now > timestamp("2026-01-01T00:00:00Z") && now - duration("24h") < now' },
        facts,
        [expect.any(String)],
      ],
      [
        { expression: 'distro.id == "debian" && int(distro.version) >= 12 && dockerfile.text.contains("USER")' },
        facts,
        [expect.any(String)],
      ],
      [
        { expression: '"MIT" in item.licenses', over: 'package', message: '{item.name} has {item.licenses}' },
        facts,
        ['curl has MIT'],
      ],
      [
        { expression: 'item.kind == "npm"', over: 'package' },
        facts,
        ['Expression is true for package left-pad 1.0.0: item.kind == "npm"'],
      ],
      [
        {
          expression: 'has(item.cvss) && item.cvss >= 9.0',
          over: 'match',
          message: '{item.vulnerability} {item.fixed_in}',
        },
        facts,
        ['CVE-1 9.0'],
      ],
      [{ expression: 'item.setuid', over: 'file' }, files, ['Expression is true for file /bin/su: item.setuid']],
      [{ expression: 'item.name.matches("^l.*d$")', over: 'package', message: '{item.name}' }, facts, ['left-pad']],
      [{ expression: 'item.name.matches("ur")', over: 'package', message: '{item.name}' }, facts, ['curl']],
    ],
    silent: [
      [{ expression: 'false' }, facts],
      [{ expression: 'packages.all(p, p.kind == "rpm")' }, facts],
      [{ expression: 'item.name == "nothing"', over: 'package' }, facts],
      [{ expression: 'item.known_exploited', over: 'match' }, facts],
      [{ expression: 'item.world_writable', over: 'file' }, files],
      [{ expression: 'item.name.matches("^ur")', over: 'package' }, facts],
    ],
    refuses: [
      [{}, ['missing_parameter']],
      [{ expression: '1 +' }, ['invalid_parameter']],
      [{ expression: '"a"' }, ['invalid_parameter']],
      [{ expression: 'nothing == 1' }, ['invalid_parameter']],
      [{ expression: 'item.name == "x"' }, ['invalid_parameter']],
      [{ expression: 'item.colour == "x"', over: 'package' }, ['invalid_parameter']],
      [{ expression: 'item.name > 3', over: 'package' }, ['invalid_parameter']],
      [{ expression: 'bytes("e30").json().a == 1' }, ['invalid_parameter']],
      [{ expression: 'cel.bind(x, packages, x == x)' }, ['invalid_parameter']],
      [{ expression: `${'('.repeat(300)}true${')'.repeat(300)}` }, ['invalid_parameter']],
      [{ expression: `true${' || true'.repeat(900)}` }, ['invalid_parameter']],
      [{ expression: 'true', over: 'layer' }, ['invalid_parameter']],
      [{ expression: 'true', message: '{item.colour}', over: 'package' }, ['invalid_parameter']],
      [{ expression: 'true', message: '{item.name}' }, ['invalid_parameter']],
      [{ expression: 'true', message: '{item.name}'.repeat(200), over: 'package' }, ['invalid_parameter']],
      [{ expression: 'true', colour: 'red' }, ['unknown_parameter']],
    ],
    missing: [
      [{ expression: 'size(files) > 0' }, facts, ['error not_evaluated'], 'files were not listed'],
      [{ expression: 'true', over: 'file' }, facts, ['error not_evaluated'], 'files were not listed'],
      [{ expression: 'annotations["exposure"] == "public"' }, facts, ['error not_evaluated'], 'annotations'],
      [{ expression: 'size(matches) > 0' }, someFacts({ report: null }), ['error not_evaluated'], 'not compared'],
      [{ expression: 'config.user == "root"' }, folder, ['warn not_applicable'], 'only images'],
      [
        { expression: 'distro.id == "x"' },
        someFacts({ bill: aBill([], { distro: null }) }),
        ['error not_evaluated'],
        'distribution',
      ],
      [{ expression: 'config.labels["gone"] == "x"' }, facts, ['error not_evaluated'], 'No such key'],
      [{ expression: 'item.cvss > 1.0', over: 'match' }, facts, ['warn partly_evaluated'], 'no value for 1 match'],
      [
        { expression: 'item.name == "x"', over: 'package' },
        someFacts({ bill: aBill([curl], { unread: [unread] }) }),
        ['warn partly_evaluated'],
        'could not be read',
      ],
    ],
  },
});

describe('policy/gates/expression: hostile expressions', () => {
  const many = Array.from({ length: 3_000 }, (_, at) => aPackage('npm', `package-${at}-${'a'.repeat(40)}`));
  const large = someFacts({ bill: aBill(many), report: aReport() });
  const loop = (inner: string) =>
    ['p', 'q', 'r', 's'].reduceRight((body, name) => `packages.all(${name}, ${body})`, inner);

  it.each([
    ['loops in loops', loop('s.name != "x"')],
    ['loops that swallow errors', loop('s.version.startsWith(int(s.name) > 0 ? "a" : "b")')],
    ['lists of lists', 'packages.map(p, packages.map(q, packages + packages)).size() > 0'],
    ['texts that grow', 'packages.map(p, packages.map(q, p.name + q.name + p.name + q.name)).size() > 0'],
    ['calendars of places', 'packages.all(p, packages.all(q, now.getHours("Europe/Paris") >= 0))'],
    ['the whole in the whole', 'packages.all(p, !(p in packages.filter(q, q.name != p.name)))'],
    [
      'patterns that back-track',
      'packages.all(p, packages.all(q, p.name.matches("(a+)+$") || q.name.matches("(a*)*b")))',
    ],
  ])(
    '%s end, and are not evaluated',
    (_what, expression) => {
      const started = process.cpuUsage();
      const result = runRule('expression.cel', { expression }, large);
      const { user, system } = process.cpuUsage(started);
      expect(result.problems).toEqual(['error not_evaluated']);
      expect(result.details).toContain('needs more than');
      expect((user + system) / 1_000).toBeLessThan(10_000);
    },
    60_000,
  );

  it('messages have an end', () => {
    const long = someFacts({ bill: aBill([aPackage('npm', 'x'.repeat(100_000))]), report: aReport() });
    const message = '{item.name}'.repeat(150);
    const { messages, ids } = runRule('expression.cel', { expression: 'true', over: 'package', message }, long);
    expect(messages.map(({ length }) => length)).toEqual([4_000]);
    expect(ids).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
  });

  it('more rules do not buy more time', () => {
    const rules = Array.from({ length: 50 }, (_, at) =>
      aRule('expression.cel', { expression: loop('true') }, { id: `r${at}` }),
    );
    const started = process.cpuUsage();
    expect(verdictOf(aDocument(rules), large).finalAction).toBe('stop');
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1_000).toBeLessThan(10_000);
  }, 60_000);

  it('asks for the facts that the expression names, and for no others', () => {
    const needed = (params: Record<string, string>) => [
      ...neededFacts(parsePolicy(aDocument([aRule('expression.cel', params)]), 'p').policy).parts,
    ];
    expect(needed({ expression: 'true' })).toEqual([]);
    expect(needed({ expression: 'size(files) > 0 && "a" in annotations' })).toEqual(['files', 'annotations']);
    expect(needed({ expression: 'true', over: 'file' })).toEqual(['files']);
  });
});
