import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FakeRoutes } from '../../testing/fake-server.ts';
import { useServerCalls } from '../../testing/server-calls.ts';

const server = useServerCalls();

const digest = `sha256:${'a'.repeat(64)}`;
const older = `sha256:${'b'.repeat(64)}`;
const tag = 'docker.io/library/app:2';
const found = { body: { items: [{ image_digest: digest, image_detail: [{ full_tag: tag }] }] } };
const inputs = {
  sbom: 's',
  advisories: 'a',
  inspection: 'none',
  context: 'c',
  policy: 'p',
  exceptions: 'e',
  clock: 'k',
};
const finding = {
  rule_id: 'r1',
  rule_set_id: 'set',
  gate: 'vulnerabilities',
  trigger: 'package',
  trigger_id: 'CVE-1+x',
  message: 'CVE-1 is bad',
  action: 'stop',
  package: { kind: 'npm', name: 'left-pad', version: '1.0.0' },
};
const tree = {
  action: 'stop',
  reason: 'policy_evaluation',
  policy_action: 'stop',
  policy: { id: 'p-1', name: 'strict' },
  tag,
  inputs,
  denied_by: null,
  allowed_by: null,
  mapping: { id: 'm', name: 'all', place: 1, allowlists: [] },
  rule_sets: [
    {
      id: 'set',
      name: 'rules',
      action: 'stop',
      rules: [
        {
          ...{
            id: 'r1',
            gate: 'vulnerabilities',
            trigger: 'package',
            action: 'stop',
            outcome: 'evaluated',
            because: [],
          },
          ...{ parameters: [{ name: 'package_type', value: 'all' }], control_ids: ['NIST-800-53:SI-2'] },
          findings: [
            {
              ...{ trigger_id: 'CVE-1+x', message: 'CVE-1 is bad', action: 'stop', allowed_by: null, fix: null },
              evidence: {
                ...{ package: null, match: null, file: '/app/package.json', dockerfile: null },
                layer: { diff_id: 'sha256:1', number: 2, created_by: 'COPY . /app' },
              },
            },
          ],
        },
      ],
    },
  ],
  allowlist_hits: [],
  problems: [],
};
const path = `/v2/images/${digest}/check`;

function routes(question: string, body: unknown): FakeRoutes {
  return { 'GET /v2/images': found, [`GET ${path}/${question}`]: { body } };
}

describe('image check: questions', () => {
  it('--explain shows the tree', async () => {
    const { status, terminal } = await server.call(
      ['image', 'check', 'app:2', '--explain'],
      routes('explanation', tree),
    );
    expect(status).toBe(0);
    for (const text of ['Why STOP', 'r1: vulnerabilities.package: 1 found', 'NIST-800-53:SI-2', 'layer 2: COPY . /app'])
      expect(terminal.stdout).toContain(text);
    expect(server.asked().at(-1)).toBe(`GET ${path}/explanation?tag=${tag}`);
  });

  it.each([
    ['stop', 'fail', [], 0],
    ['stop', 'fail', ['-f'], 1],
    ['go', 'pass', ['-f'], 0],
  ])('--baseline: %s with %s and %j ends with %i', async (action, status, flags, code) => {
    const introduced = action === 'stop' ? [finding] : [];
    const delta = {
      ...{
        action,
        status,
        because: ['the change brings 1 finding'],
        introduced,
        inherited: [],
        suppressed: [],
        removed: [],
      },
      ...{ problems: [], target: 'stop', baseline: 'stop', baseline_digest: older },
    };
    const baseline = { body: { image_digest: older, image_detail: [] } };
    const ended = await server.call(['image', 'check', 'app:2', '--baseline', older, ...flags], {
      ...routes('delta', delta),
      [`GET /v2/images/${older}`]: baseline,
    });
    expect(ended.status).toBe(code);
    expect(ended.terminal.stdout).toContain(`Verdict on the change: ${action.toUpperCase()}`);
    if (action === 'stop') expect(ended.terminal.stdout).toContain('left-pad 1.0.0');
    expect(server.asked().at(-1)).toBe(`GET ${path}/delta?tag=${tag}&baseline_digest=${older}`);
  });

  it('--diff-from shows each change with its cause', async () => {
    const diff = {
      ...{ before: 'go', after: 'stop', inputs: ['advisories'], how: 'replayed', same: 3 },
      changes: [{ kind: 'added', cause: 'advisories', because: 'swapped', before: null, after: finding }],
      ...{ evaluated_before: '2026-11-14T12:00:00Z', evaluated_after: '2026-11-21T12:00:00Z' },
    };
    const { terminal } = await server.call(['image', 'check', 'app:2', '--diff-from', '7d'], routes('diff', diff));
    expect(terminal.stdout).toContain('2026-11-14T12:00:00Z -> 2026-11-21T12:00:00Z');
    expect(terminal.stdout).toMatch(/added +advisories +r1 +left-pad 1\.0\.0/);
    expect(server.asked().at(-1)).toBe(`GET ${path}/diff?tag=${tag}&from=2026-11-14T12:00:00.000Z`);
  });

  it('--as-of makes a verdict of the past again', async () => {
    const past = {
      ...{ image_digest: digest, evaluated_tag: tag, policy_id: 'p-1', evaluated_at: '2026-11-01T09:00:00Z' },
      ...{ identical: true, final_action: 'stop', status: 'fail', inputs, findings: [finding] },
    };
    const call = ['image', 'check', 'app:2', '--as-of', '2026-11-02'];
    const { terminal } = await server.call(call, routes('as-of', past));
    expect(terminal.stdout).toContain('Made again: says the same, bit by bit');
    expect(terminal.stdout).toContain('left-pad 1.0.0');
    expect(server.asked().at(-1)).toBe(`GET ${path}/as-of?tag=${tag}&time=2026-11-02T00:00:00.000Z`);
    const raw = await server.call([...call, '-o', 'json-raw'], routes('as-of', past));
    expect(JSON.parse(raw.terminal.stdout)).toEqual(past);
  });

  it.each([
    [['--explain', '--as-of', '7d'], 'CLI_NOT_TOGETHER'],
    [['--as-of', 'yesterday'], 'CLI_BAD_OPTION'],
    [['--explain', '-o', 'junit'], 'CLI_BAD_OPTION'],
  ])('%j is refused before anything is asked', async (flags, code) => {
    const ended = await server.call(['image', 'check', 'app:2', ...flags], {});
    expect([ended.code, server.asked()]).toEqual([code, []]);
  });
});

describe('image attest and verdict keys', () => {
  it('writes the signed verdict as it is', async () => {
    const envelope = { payloadType: 'application/vnd.in-toto+json', payload: 'e30=', signatures: [{ sig: 'AA==' }] };
    const words = ['image', 'attest', 'app:2', '--valid-for', '2h'];
    const { terminal } = await server.call(words, {
      'GET /v2/images': found,
      [`POST ${path}/attestation`]: { status: 201, body: envelope },
    });
    expect(JSON.parse(terminal.stdout)).toEqual(envelope);
    expect(server.asked().at(-1)).toBe(`POST ${path}/attestation?tag=${tag}&valid_for=7200`);
  });

  it('prints keys as PEM', async () => {
    const key = {
      id: 'f'.repeat(64),
      algorithm: 'ecdsa-p256',
      public_key: '-----BEGIN PUBLIC KEY-----\nx\n',
      created_at: '',
    };
    const answer = { 'GET /v2/system/verdict-keys': { body: { items: [key] } } };
    expect((await server.call(['verdict', 'keys', '-o', 'pem'], answer)).terminal.stdout).toBe(key.public_key);
    expect((await server.call(['verdict', 'keys'], answer)).terminal.stdout).toContain('ecdsa-p256');
  });

  it('revokes with a reason, an image by its name', async () => {
    const answers = { 'GET /v2/images': found, 'POST /v2/verdict-revocations': { status: 204 } };
    expect((await server.call(['verdict', 'revoke', digest], answers)).code).toBe('CLI_NEEDS');
    const words = ['verdict', 'revoke', '--kind', 'image', 'app:2', '--reason', 'tampered'];
    expect((await server.call(words, answers)).terminal.stdout).toBe(`revoked: subject ${digest}\n`);
    expect(server.sent('POST /v2/verdict-revocations')).toEqual({ kind: 'subject', id: digest, reason: 'tampered' });
  });
});

describe('image stig', () => {
  const stored = {
    ...{
      evaluation_uuid: 'u-1',
      uploaded_at: '2026-11-21T12:00:00Z',
      stig_profile: 'ubi9',
      evaluation_format: 'hdfjson',
    },
    ...{ evaluated_at: null, sha256: 'x', results: { NotAFinding: 7, Open: 1, Not_Applicable: 2, Not_Reviewed: 0 } },
  };

  it('sends the file as a form', async () => {
    const file = join(server.folder, 'results.json');
    writeFileSync(file, '{"profiles":[]}');
    const answers = { 'GET /v2/images': found, [`POST /v2/images/${digest}/stig`]: { status: 201, body: stored } };
    const words = ['image', 'stig', 'add', 'app:2', file, '--profile', 'ubi9'];
    const { status, terminal } = await server.call(words, answers);
    expect([status, terminal.stdout]).toEqual([0, expect.stringContaining('UUID: u-1')]);
    const { headers, body } = server.last();
    expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    for (const text of ['name="stig_profile"\r\n\r\nubi9', 'name="file"; filename="results.json"', '{"profiles":[]}'])
      expect(body).toContain(text);
  });

  it('lists and deletes', async () => {
    const list = { 'GET /v2/images': found, [`GET /v2/images/${digest}/stig`]: { body: { items: [stored] } } };
    expect((await server.call(['image', 'stig', 'list', 'app:2', '-o', 'id'], list)).terminal.stdout).toBe('u-1\n');
    const remove = { 'GET /v2/images': found, [`DELETE /v2/images/${digest}/stig/u-1`]: { status: 204 } };
    const { terminal } = await server.call(['image', 'stig', 'delete', 'app:2', 'u-1'], remove);
    expect(terminal.stdout).toBe('deleted: u-1\n');
  });
});

describe('image annotation', () => {
  const annotations = `/v2/images/${digest}/vuln-annotations`;

  it('states what somebody knows of a vulnerability of a package', async () => {
    const annotation = { vulnerability_id: 'CVE-1', status: 'not_affected', uuid: 'a-1' };
    const answers = { 'GET /v2/images': found, [`POST ${annotations}`]: { status: 201, body: { annotation } } };
    const words = ['image', 'annotation', 'add', 'app:2', 'CVE-1', '--status', 'not_affected'];
    const more = ['--justification', 'component_not_present', '--package', 'npm:@types/node@20.1.0', '-o', 'id'];
    expect((await server.call([...words, ...more], answers)).terminal.stdout).toBe('a-1\n');
    expect(server.sent(`POST ${annotations}`)).toMatchObject({
      annotation: { vulnerability_id: 'CVE-1', status: 'not_affected', justification: 'component_not_present' },
      package_identifier: { type: 'npm', name: '@types/node', version: '20.1.0' },
    });
    expect((await server.call([...words, '--package', 'lodash'], answers)).code).toBe('CLI_BAD_PAIR');
    expect((await server.call(['image', 'annotation', 'add', 'app:2', 'CVE-1'], answers)).code).toBe('CLI_NEEDS');
  });
});
