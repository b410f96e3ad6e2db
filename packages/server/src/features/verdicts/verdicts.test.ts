import { readPublicKeys, readRevocations, verifySummary } from '@gantry/attest';
import { aMatch, testNow } from '@gantry/policy/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  app,
  base,
  type EvaluationWorld,
  evaluationWorld,
  onLodash,
  openssl,
  tag,
} from '../../testing/evaluation-world.ts';
import { type TestServer, testServer } from '../../testing/index.ts';
import { createVerdictsFeature } from './index.ts';
import { toSnakeCase } from './snake-case.ts';

describe('verdicts', () => {
  let world: EvaluationWorld;
  let server: TestServer;
  beforeAll(async () => {
    world = await evaluationWorld();
    const parts = { platform: world.platform, evaluations: world.feature.evaluations };
    server = await testServer(world.platform, createVerdictsFeature(parts).routes);
  });
  beforeEach(async () => {
    await world.reset();
    await world.storeBills();
  });
  afterAll(async () => {
    await server.close();
    await world.close();
  });
  const get = async (what: string, query: string) => {
    const { body, status } = await server.call('GET', `/images/${app}/check/${what}?tag=${tag}&${query}`);
    return { status, body: body as Record<string, never> };
  };

  it('explains a verdict: rules, findings and what they rest on', async () => {
    const { body } = await get('explanation', '');
    expect(body).toMatchObject({
      action: 'stop',
      policy: { id: 'test-policy' },
      tag,
      inputs: { advisories: 'sha256:data-1', clock: '2026-11-21T12:00:00.000Z' },
      mapping: { id: 'm', place: 1 },
      rule_sets: [
        {
          id: 'rs',
          rules: [
            {
              id: 'crit',
              outcome: 'evaluated',
              findings: [
                { action: 'stop', evidence: { package: { name: 'openssl' }, match: { vulnerability: 'CVE-2026-1' } } },
              ],
            },
            { id: 'high', findings: [{ evidence: { package: { name: 'lodash' } } }] },
          ],
        },
      ],
    });
  });

  it('names what changed between two verdicts, and why', async () => {
    await world.check(`tag=${tag}`);
    Object.assign(world.state, { matches: [onLodash], advisories: 'sha256:data-7' });
    world.platform.setTime('2026-11-23T00:00:00Z');
    const { body } = await get('diff', `from=${testNow}`);
    expect(body).toMatchObject({
      before: 'stop',
      after: 'warn',
      how: 'replayed',
      inputs: expect.arrayContaining(['advisories', 'clock']),
      changes: [{ kind: 'removed', cause: 'advisories', before: { vulnerability: 'CVE-2026-1' }, after: null }],
      same: 1,
      evaluated_before: '2026-11-21T12:00:00.000Z',
    });
  });

  it('stops only for what the baseline has not', async () => {
    const { body } = await get('delta', `baseline_digest=${base}`);
    expect(body).toMatchObject({
      action: 'warn',
      target: 'stop',
      baseline: 'stop',
      introduced: [{ vulnerability: 'CVE-2026-2' }],
      inherited: [{ vulnerability: 'CVE-2026-1' }],
    });
  });

  it('makes the verdict of a time again, bit by bit', async () => {
    // The server remembers what it stored a moment ago, also what a test deleted since.
    world.state.advisories = 'sha256:data-20';
    await world.check(`tag=${tag}`);
    Object.assign(world.state, { matches: [], advisories: 'sha256:data-8' });
    world.platform.setTime('2026-12-23T00:00:00Z');
    const { body } = await get('as-of', 'time=2026-12-01T00:00:00Z');
    expect(body).toMatchObject({
      identical: true,
      final_action: 'stop',
      status: 'fail',
      evaluated_at: '2026-11-21T12:00:00.000Z',
      inputs: { advisories: 'sha256:data-20' },
      findings: [{ rule_id: 'crit' }, { rule_id: 'high' }],
    });
    expect(await get('as-of', 'time=2026-11-20T00:00:00Z')).toMatchObject({
      status: 404,
      body: { error_type: 'VERDICT_NONE_THEN' },
    });
  });

  it('says that facts are not kept when they are not', async () => {
    await world.platform.db.deleteFrom('document').execute();
    world.state.matches = [aMatch(openssl, 'CVE-2026-9')];
    world.state.advisories = 'sha256:data-9';
    await world.check(`tag=${tag}`);
    const { body } = await get('as-of', 'time=2100-01-01T00:00:00Z');
    expect(body).toMatchObject({ error_type: 'EVALUATION_NOT_KEPT' });
  });

  it('signs verdicts, also bad ones, and revokes what is signed', async () => {
    world.state.matches = [];
    world.state.advisories = 'sha256:data-10';
    const signed = await server.call('POST', `/images/${app}/check/attestation?tag=${tag}&valid_for=3600`);
    expect(signed.status).toBe(201);
    const listed = (await server.call('GET', '/system/verdict-keys')).body as {
      items: { id: string; public_key: string }[];
    };
    expect(listed.items).toHaveLength(1);
    const keys = readPublicKeys(listed.items[0]?.public_key ?? '', 'the keys');
    const demands = { keys, now: Date.parse(testNow) + 60_000, digest: app };
    const verified = verifySummary(signed.text, demands);
    expect(verified).toMatchObject({ ok: true });
    expect(verifySummary(signed.text, { ...demands, now: Date.parse(testNow) + 2 * 3_600_000 })).toMatchObject({
      ok: false,
    });
    const id = verified.ok ? verified.id : '';
    await server.call('POST', '/verdict-revocations', { body: { kind: 'verdict', id, reason: 'wrong build' } });
    const list = await server.call('GET', '/verdict-revocations');
    const revocations = readRevocations(list.text, 'the list', keys);
    expect(verifySummary(signed.text, { ...demands, revocations })).toMatchObject({
      ok: false,
      reasons: [{ code: 'revoked' }],
    });
    const others = await server.call('GET', '/verdict-revocations', { account: 'team-b' });
    const foreign = readRevocations(others.text, 'the list', keys);
    expect(verifySummary(signed.text, { ...demands, revocations: foreign })).toMatchObject({
      ok: false,
      reasons: [{ code: 'wrong-account' }],
    });
    expect(verifySummary(signed.text, { ...demands, account: 'team-b' })).toMatchObject({
      ok: false,
      reasons: [{ code: 'wrong-account' }],
    });
    expect(readRevocations(others.text, 'the list', keys).verdicts.size).toBe(0);
    const sealed = await world.platform.db.selectFrom('verdict_key').selectAll().execute();
    expect(sealed.map(({ secret }) => secret)).toEqual([expect.stringMatching(/^sealed\(verdict-key:/)]);
  });

  it.each([
    ['POST', `/images/${app}/check/attestation?tag=${tag}&valid_for=99999999`, undefined, 'VERDICT_BAD_VALIDITY'],
    ['GET', `/images/${app}/check/diff?tag=${tag}&from=yesterday`, undefined, 'VERDICT_BAD_TIME'],
    ['POST', '/verdict-revocations', { kind: 'subject', id: 'sha256:1', reason: 'x' }, 'VERDICT_BAD_REVOCATION'],
  ] as const)('%s %s is refused', async (method, path, body, code) => {
    expect((await server.call(method, path, body === undefined ? {} : { body })).body).toMatchObject({
      error_type: code,
    });
  });

  it('writes names as the wire has them', () => {
    expect(toSnakeCase({ ruleSets: [{ firstFinding: 1, sha256: 'aB' }], a: null })).toEqual({
      rule_sets: [{ first_finding: 1, sha256: 'aB' }],
      a: null,
    });
  });
});
