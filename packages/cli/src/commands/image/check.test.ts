import { describe, expect, it } from 'vitest';
import type { FakeRoutes } from '../../testing/fake-server.ts';
import { useServerCalls } from '../../testing/server-calls.ts';

const server = useServerCalls();

const digest = `sha256:${'a'.repeat(64)}`;
const found = {
  'GET /v2/images': {
    body: { items: [{ image_digest: digest, image_detail: [{ full_tag: 'docker.io/library/app:2' }] }] },
  },
};
const finding = (action: string, trigger_id: string, more = {}) => ({
  trigger_id,
  gate: 'vulnerabilities',
  trigger: 'package',
  message: `${trigger_id} is bad`,
  action,
  policy_id: 'rules',
  recommendation: '',
  rule_id: 'r1',
  allowlisted: false,
  ...more,
});
const result = (status: string, final_action: string) => ({
  evaluation_time: '2026-11-21T12:00:00Z',
  evaluation_problems: [],
  status,
  final_action,
  final_action_reason: 'policy_evaluation',
  image_allowlisted: false,
  image_denylisted: false,
  image_mapped_to_rule: true,
  number_of_findings: 3,
  details: {
    policy: { id: 'p-1', name: 'strict', version: '2', rule_sets: [], mappings: [] },
    policy_action: final_action,
    findings: [
      finding('go', 'CVE-3+z', { allowlisted: true }),
      finding('warn', 'CVE-2+y'),
      finding('stop', 'CVE-1+x', { recommendation: 'ask security' }),
    ],
    remediations: [
      {
        trigger_ids: ['CVE-1+x'],
        suggestions: [
          { message: 'upgrade x to 1', preferred: false },
          { message: 'upgrade x to 2', preferred: true },
        ],
      },
    ],
  },
});
const evaluated = (...evaluations: readonly unknown[]): FakeRoutes => ({
  ...found,
  [`GET /v2/images/${digest}/check`]: {
    body: { policy_id: 'p-1', image_digest: digest, evaluated_tag: 'docker.io/library/app:1', evaluations },
  },
});
const failing = evaluated(result('fail', 'stop'));

const lines = `Tag: docker.io/library/app:1
Digest: ${digest}
Policy ID: p-1
Last Evaluation: 2026-11-21T12:00:00Z
Evaluation: fail
Final Action: stop
Reason: policy_evaluation
`;

describe('image check', () => {
  it('says the verdict in lines, and ends with 0 even when the policy fails', async () => {
    const { status, terminal } = await server.call(['image', 'check', 'app:1'], failing);
    expect([status, terminal.stdout, terminal.stderr]).toEqual([0, lines, '']);
    expect(server.asked()).toEqual([
      'GET /v2/images?full_tag=docker.io/library/app:1',
      `GET /v2/images/${digest}/check?tag=docker.io/library/app:1&detail=true&history=false`,
    ]);
  });

  it.each([
    ['-f', ['-f'], {}],
    ['the variable', [], { GANTRY_FAIL_BASED_ON_RESULTS: 'true' }],
    ['the variable of anchorectl', [], { ANCHORECTL_FAIL_BASED_ON_RESULTS: 'true' }],
  ])('%s: a failed policy ends with 1 and is named', async (_what, flags, env) => {
    const { status, terminal } = await server.call(['image', 'evaluate', 'app:1', ...flags], failing, { env });
    expect(status).toBe(1);
    expect(terminal.stderr).toBe('error: 1 error occurred:\n\t* failed policies: strict (p-1)\n\n');
    expect(terminal.stdout).toBe(lines);
  });

  it.each([
    ['pass', 'go'],
    ['pass', 'warn'],
  ])('-f: %s with %s ends with 0', async (status, action) => {
    const ended = await server.call(['image', 'check', 'app:1', '-f'], evaluated(result(status, action)));
    expect([ended.status, ended.terminal.stderr]).toEqual([0, '']);
    expect(ended.terminal.stdout).toContain(`Evaluation: pass\nFinal Action: ${action}\n`);
  });

  it('--detail: the findings, the worst first, with what is recommended and the preferred fix', async () => {
    const { terminal } = await server.call(['image', 'check', '--detail', 'app:1'], failing);
    expect(terminal.stdout.slice(lines.length).replace(/ {2,}/g, '|')).toBe(`
Policy Evaluation Details:
ACTION|GATE|TRIGGER|MESSAGE|FIX|RECOMMENDATION
stop|vulnerabilities|package|CVE-1+x is bad|upgrade x to 2|ask security
warn|vulnerabilities|package|CVE-2+y is bad
go (allowlisted)|vulnerabilities|package|CVE-3+z is bad
`);
  });

  it('colours only where they are wanted', async () => {
    const words = ['image', 'check', '--detail', 'app:1'];
    expect((await server.call(words, failing)).terminal.stdout).not.toContain('\u001b[');
    const { stdout } = (await server.call(words, failing, { color: true })).terminal;
    expect(stdout).toMatch(/Evaluation: \u001b\[1m\u001b\[31mfail/);
    expect(stdout).toMatch(/^\u001b\[1m\u001b\[31mstop\S* +vulnerabilities/m);
  });

  it('problems of the policy are told', async () => {
    const problem = { severity: 'error', problem_type: 'invalid', details: 'no such gate\u001b[2J' };
    const { terminal } = await server.call(
      ['image', 'check', 'app:1'],
      evaluated({ ...result('fail', 'stop'), evaluation_problems: [problem] }),
    );
    expect(terminal.stdout).toContain('Problem: error: no such gate\ufffd[2J\n');
  });

  it('--history: every evaluation, and -f looks at the newest', async () => {
    const routes = evaluated(result('pass', 'go'), result('fail', 'stop'));
    const { status, terminal } = await server.call(['image', 'check', 'app:1', '-f', '--history'], routes);
    expect(status).toBe(0);
    expect(terminal.stdout.match(/Evaluation: (pass|fail)/g)).toEqual(['Evaluation: pass', 'Evaluation: fail']);
    expect(server.last().path).toContain('history=true');
  });

  it.each([
    ['by name', 'strict', 'p-1'],
    ['by id', 'p-2', 'p-2'],
  ])('-p: a policy %s', async (_what, name, id) => {
    const policies = [
      { policy_id: 'p-1', name: 'strict' },
      { policy_id: 'p-2', name: 'p-1' },
    ];
    await server.call(['image', 'check', 'app:1', '-p', name], { ...failing, 'GET /v2/policies': { body: policies } });
    expect(server.last().path).toContain(`policy_id=${id}`);
  });

  it('-p: one that is not there, one that is there twice, one that may not be looked up', async () => {
    const policies = [
      { policy_id: 'p-1', name: 'twin' },
      { policy_id: 'p-2', name: 'twin' },
    ];
    const routes = { ...failing, 'GET /v2/policies': { body: policies } };
    const missing = await server.call(['image', 'check', 'app:1', '-p', 'lax'], routes);
    expect([missing.status, missing.code]).toEqual([3, 'CLI_NOT_FOUND']);
    const twice = await server.call(['image', 'check', 'app:1', '-p', 'twin'], routes);
    expect([twice.status, twice.code]).toEqual([2, 'CLI_AMBIGUOUS']);
    expect(twice.advice).toContain('p-1, p-2');
    await server.call(['image', 'check', 'app:1', '-p', 'x'], { ...failing, 'GET /v2/policies': { status: 403 } });
    expect(server.last().path).toContain('policy_id=x');
  });

  it('a digest is evaluated under its newest tag, or the one that is given', async () => {
    const image = { image_digest: digest, image_detail: [{ full_tag: 'quay.io/a/b:1' }] };
    const routes = { ...failing, [`GET /v2/images/${digest}`]: { body: image } };
    await server.call(['image', 'check', digest], routes);
    expect(decodeURIComponent(server.last().path)).toContain('tag=quay.io/a/b:1&');
    await server.call(['image', 'check', digest, '-t', 'other:3'], routes);
    expect(decodeURIComponent(server.last().path)).toContain('tag=docker.io/library/other:3&');
    const bare = { ...failing, [`GET /v2/images/${digest}`]: { body: { image_digest: digest } } };
    expect((await server.call(['image', 'check', digest], bare)).code).toBe('CLI_NO_TAG');
  });

  it('json is in camel case, json-raw is what the server said, csv has a row per finding', async () => {
    const json = await server.call(['image', 'check', 'app:1', '-o', 'json', '--detail'], failing);
    expect(JSON.parse(json.terminal.stdout)).toMatchObject({
      policyId: 'p-1',
      evaluations: [{ finalAction: 'stop', details: { findings: [{ triggerId: 'CVE-3+z' }, {}, {}] } }],
    });
    const raw = await server.call(['image', 'check', 'app:1', '-o', 'json-raw'], failing);
    expect(JSON.parse(raw.terminal.stdout)).toMatchObject({ policy_id: 'p-1', evaluations: [{ details: null }] });
    const csv = await server.call(['image', 'check', 'app:1', '-o', 'csv'], failing);
    expect(csv.terminal.stdout.split('\r\n')[1]).toBe(
      'stop,vulnerabilities,package,CVE-1+x,CVE-1+x is bad,ask security,upgrade x to 2,r1,false',
    );
  });
});
