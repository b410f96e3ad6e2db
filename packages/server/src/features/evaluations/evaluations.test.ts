import { type Bill, defineErrors, type MatchReport } from '@gantry/core';
import {
  aBill,
  aDocument,
  aMapping,
  aMatch,
  anImage,
  aPackage,
  aReport,
  aRule,
  fixedIn,
  testNow,
} from '@gantry/policy/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Row, type Scope, scoped } from '../../kernel/db/index.ts';
import { type TestPlatform, type TestServer, testPlatform, testServer } from '../../testing/index.ts';
import type { Images } from '../images/ports.ts';
import { createPoliciesFeature } from '../policies/index.ts';
import { createEvaluationsFeature, type EvaluationsFeature } from './index.ts';

const missing = defineErrors('IMAGE', { NOT_FOUND: { kind: 'missing', says: 'no image {digest}', advice: '' } });

const app = digestOf('a');
const base = digestOf('b');
const tag = 'docker.io/library/app:1';

const openssl = aPackage('deb', 'openssl', { version: '3.0.1' });
const lodash = aPackage('npm', 'lodash', { version: '4.17.0' });
const bills = new Map<string, Bill>([
  [app, aBill([openssl, lodash], { source: anImage({ manifestDigest: app }) })],
  [base, aBill([openssl], { source: anImage({ manifestDigest: base }) })],
]);
const onOpenssl = aMatch(openssl, 'CVE-2026-1', { severity: 'critical', fix: fixedIn('3.0.2') });
const onLodash = aMatch(lodash, 'CVE-2026-2', { severity: 'high', fix: fixedIn('4.17.21') });

const rules = [
  aRule(
    'vulnerabilities.package',
    { package_type: 'all', severity: 'critical', severity_comparison: '=' },
    { id: 'crit', recommendation: 'patch it' },
  ),
  aRule(
    'vulnerabilities.package',
    { package_type: 'all', severity: 'high', severity_comparison: '=' },
    { id: 'high', action: 'WARN' },
  ),
];

interface Result {
  readonly final_action: string;
  readonly evaluation_time: string;
  readonly comparison_image_digest: string | null;
  readonly details: {
    readonly findings: readonly {
      readonly trigger_id: string;
      readonly inherited_from_base: boolean | null;
      readonly allowlisted: boolean;
    }[];
    readonly policy: { readonly id: string };
  } | null;
}
interface Wire {
  readonly policy_id: string;
  readonly evaluated_tag: string;
  readonly evaluations: readonly Result[];
}

describe('evaluations', () => {
  let platform: TestPlatform;
  let server: TestServer;
  let feature: EvaluationsFeature;
  let parts: Parameters<typeof createEvaluationsFeature>[0];
  let matches: MatchReport['matches'];
  let advisories: string | null;
  let loads: string[];
  const check = async (query: string, options: { account?: string; digest?: string } = {}) => {
    const { digest = app, account = 'team-a' } = options;
    const reply = await server.call('GET', `/images/${digest}/check?${query}`, { account });
    return { ...reply, wire: reply.body as Wire };
  };
  const first = async (query: string): Promise<Result> => {
    const { status, wire } = await check(query);
    expect(status).toBe(200);
    return wire.evaluations[0] as Result;
  };
  const storePolicy = async (document: Record<string, unknown>, account = 'team-a') => {
    const id = String(document['id']);
    const added = await server.call('POST', '/policies', { account, body: document });
    if (added.status === 409)
      await server.call('PUT', `/policies/${id}`, { account, body: { policy_id: id, policy: document } });
    const active = await server.call('PUT', `/policies/${id}?active=true`, { account, body: { policy_id: id } });
    expect(active).toMatchObject({ status: 200 });
  };

  beforeAll(async () => {
    platform = await testPlatform();
    platform.setTime(testNow);
    const scope = scoped(platform.db, 'team-a');
    await addImage(scope, app, tag);
    await addImage(scope, base, 'docker.io/library/base:1');
    const images = fakeImages((digest) => {
      loads.push(digest);
      return bills.get(digest) as Bill;
    });
    const { policies, routes } = createPoliciesFeature({ platform });
    parts = {
      platform,
      policies,
      images,
      advisories: {
        current: () => (advisories === null ? null : ({ facts: () => ({ digest: advisories }) } as never)),
      },
      matching: {
        report: async (_scope, _digest, bill) => reportFor(bill, matches, advisories ?? ''),
      },
      subscriptions: {
        active: async (of, key) =>
          of
            .select('subscription')
            .selectAll()
            .where('subscription.key', '=', key)
            .where('subscription.active', '=', true)
            .execute(),
      },
    };
    feature = createEvaluationsFeature(parts);
    server = await testServer(platform, [...routes, ...feature.routes]);
  });
  beforeEach(async () => {
    matches = [onOpenssl, onLodash];
    advisories = 'sha256:data-1';
    loads = [];
    platform.setTime(testNow);
    await platform.db.deleteFrom('evaluation').execute();
    await storePolicy(aDocument(rules));
  });
  afterAll(async () => {
    await server.close();
    await platform.close();
  });

  it('says stop with findings, the policy, the mapping and what to do', async () => {
    const { status, headers, wire } = await check(`tag=${tag}`);
    expect([status, headers['content-type']]).toMatchObject([200, expect.stringContaining('application/json')]);
    expect(wire).toMatchObject({
      policy_id: 'test-policy',
      image_digest: app,
      evaluated_tag: tag,
      evaluations: [
        {
          status: 'fail',
          final_action: 'stop',
          final_action_reason: 'policy_evaluation',
          evaluation_time: '2026-11-21T12:00:00.000Z',
          evaluation_problems: [],
          image_allowlisted: false,
          matched_allowlisted_images_rule: null,
          image_denylisted: false,
          matched_denylisted_images_rule: null,
          image_mapped_to_rule: true,
          matched_mapping_rule: { id: 'm', registry: '*', image: { type: 'tag', value: '*' }, rule_set_ids: ['rs'] },
          number_of_findings: 2,
          comparison_image_digest: null,
          details: {
            policy_action: 'stop',
            policy: { id: 'test-policy', rule_sets: [{ id: 'rs' }] },
            findings: [
              {
                gate: 'vulnerabilities',
                trigger: 'package',
                action: 'stop',
                rule_id: 'crit',
                policy_id: 'rs',
                recommendation: 'patch it',
                allowlisted: false,
                allowlist_match: null,
                inherited_from_base: null,
              },
              { rule_id: 'high', action: 'warn' },
            ],
            remediations: [
              {
                trigger_ids: [expect.stringContaining('CVE-2026-1')],
                suggestions: [{ message: 'Upgrade openssl from 3.0.1 to 3.0.2', preferred: true }],
              },
              {
                trigger_ids: [expect.stringContaining('CVE-2026-2')],
                suggestions: [{ message: 'Upgrade lodash from 4.17.0 to 4.17.21', preferred: false }],
              },
            ],
          },
        },
      ],
    });
  });

  it('leaves the details out, and takes a policy by its id', async () => {
    expect(await first(`tag=${tag}&detail=false`)).toMatchObject({ details: null, number_of_findings: 2 });
    const { wire } = await check(`tag=${tag}&policy_id=gantry-secure`);
    expect(wire).toMatchObject({
      policy_id: 'gantry-secure',
      evaluations: [{ details: { policy: { id: 'gantry-secure' } } }],
    });
  });

  it.each([
    ['no tag', '', 400, 'SERVER_BAD_REQUEST'],
    ['a tag that is none', 'tag=:::', 400, 'EVALUATION_BAD_TAG'],
    ['a digest for a tag', `tag=app@${app}`, 400, 'EVALUATION_BAD_TAG'],
    ['a policy that is not there', `tag=${tag}&policy_id=gone`, 404, 'POLICY_NOT_FOUND'],
    ['a base that is not there', `tag=${tag}&base_digest=${digestOf('c')}`, 404, 'IMAGE_NOT_FOUND'],
    ['a base that is no digest', `tag=${tag}&base_digest=sha256:a`, 400, 'EVALUATION_BAD_BASE'],
    ['a policy under an impossible id', `tag=${tag}&policy_id=a%00b`, 400, 'SERVER_BAD_REQUEST'],
    ['a flag that is none', `tag=${tag}&detail=perhaps`, 400, 'SERVER_BAD_REQUEST'],
  ])('refuses %s', async (_name, query, status, code) => {
    expect(await check(query)).toMatchObject({ status, body: { error_type: code } });
  });

  it('images of other accounts are not there', async () => {
    expect(await check(`tag=${tag}`, { account: 'team-b' })).toMatchObject({ status: 404 });
  });

  it('evaluates under a tag that the image does not carry, and echoes it as it was written', async () => {
    await storePolicy(
      aDocument(rules, { mappings: [aMapping({ registry: 'docker.io', repository: 'library/other' })] }),
    );
    expect(await check('tag=other:2')).toMatchObject({
      body: { evaluated_tag: 'other:2', evaluations: [{ image_mapped_to_rule: true, final_action: 'stop' }] },
    });
    expect(await first(`tag=${tag}`)).toMatchObject({
      image_mapped_to_rule: false,
      matched_mapping_rule: null,
      final_action: 'go',
      evaluation_problems: [{ problem_type: 'unmapped' }],
    });
  });

  it('deny lists and allow lists beat the rules, and show which entry', async () => {
    const listed = { id: 'l', name: 'listed', registry: '*', repository: '*', image: { type: 'digest', value: app } };
    await storePolicy(aDocument(rules, { allowlisted_images: [listed] }));
    expect(await first(`tag=${tag}`)).toMatchObject({
      final_action: 'go',
      final_action_reason: 'allowlisted',
      image_allowlisted: true,
      matched_allowlisted_images_rule: { id: 'l', image: { type: 'digest', value: app } },
      details: { policy_action: 'stop' },
    });
    await storePolicy(aDocument(rules, { allowlisted_images: [listed], denylisted_images: [listed] }));
    expect(await first(`tag=${tag}`)).toMatchObject({
      final_action: 'stop',
      final_action_reason: 'denylisted',
      image_denylisted: true,
      matched_denylisted_images_rule: { id: 'l' },
    });
  });

  it('without advisories nothing was evaluated, which is never clean', async () => {
    advisories = null;
    expect(await first(`tag=${tag}`)).toMatchObject({
      final_action: 'stop',
      evaluation_problems: [{ severity: 'error', problem_type: 'not_evaluated' }, {}],
    });
  });

  it('marks what the base has too; auto takes the nearest ancestor', async () => {
    for (const given of ['auto', base]) {
      const result = await first(`tag=${tag}&base_digest=${given}`);
      expect(result.comparison_image_digest).toBe(base);
      expect(result.details?.findings.map(({ inherited_from_base: inherited }) => inherited)).toEqual([true, false]);
    }
    const ofBase = await check(`tag=${tag}&base_digest=auto`, { digest: base });
    expect(ofBase.wire.evaluations[0]).toMatchObject({
      comparison_image_digest: null,
      details: { findings: [{ inherited_from_base: null }] },
    });
  });

  it('stores an evaluation once while nothing changes, and again when something does', async () => {
    const history = async () => (await check(`tag=${tag}&history=true&detail=false&interactive=true`)).wire.evaluations;
    await check(`tag=${tag}&interactive=true`);
    expect(await history()).toEqual([]);
    await check(`tag=${tag}`);
    await check(`tag=${tag}`);
    platform.setTime('2026-11-21T13:00:00Z');
    await check(`tag=${tag}`);
    expect(await history()).toHaveLength(1);
    advisories = 'sha256:data-2';
    await check(`tag=${tag}`);
    platform.setTime('2026-11-21T14:00:00Z');
    matches = [onLodash];
    advisories = 'sha256:data-3';
    await check(`tag=${tag}`);
    expect((await history()).map(({ final_action }) => final_action)).toEqual(['warn', 'stop', 'stop']);
    platform.setTime('2026-11-22T15:00:00Z');
    await check(`tag=${tag}`);
    expect((await history()).map(({ evaluation_time }) => evaluation_time.slice(0, 16))).toEqual([
      '2026-11-22T15:00',
      '2026-11-21T14:00',
      '2026-11-21T13:00',
      '2026-11-21T12:00',
    ]);
  });

  it('stores what an image of a stranger makes a rule say', async () => {
    const digest = digestOf('f');
    const hostile = aPackage('npm', 'nul\u0000 and half \ud800', { version: '1.0.0' });
    bills.set(digest, aBill([hostile], { source: anImage({ manifestDigest: digest }) }));
    await addImage(scoped(platform.db, 'team-a'), digest, 'docker.io/library/hostile:1');
    matches = [aMatch(hostile, 'CVE-2026-3', { severity: 'critical' })];
    const now = await check('tag=hostile:1', { digest });
    expect(now).toMatchObject({
      status: 200,
      wire: { evaluations: [{ final_action: 'stop', number_of_findings: 1 }] },
    });
    const stored = await check('tag=hostile:1&history=true', { digest });
    expect(stored.wire.evaluations).toMatchObject([{ final_action: 'stop', number_of_findings: 1 }]);
    expect(stored.text).toContain('nul\ufffd and half \ufffd');
  });

  it('servers that evaluate the same at the same time store it once', async () => {
    const scope = scoped(platform.db, 'team-a');
    const request = { digest: app, tag, record: true };
    const servers = Array.from({ length: 6 }, () => createEvaluationsFeature(parts));
    await Promise.all(servers.map(({ evaluations }) => evaluations.evaluate(scope, request)));
    expect(await scope.select('evaluation').select('evaluation.id').execute()).toHaveLength(1);
  });

  it('history is whole, however long, with the policy as it was', async () => {
    for (let hour = 0; hour < 23; hour += 1) {
      platform.setTime(`2026-11-20T${String(hour).padStart(2, '0')}:00:00Z`);
      advisories = `sha256:hour-${hour}`;
      await check(`tag=${tag}`);
    }
    await storePolicy(aDocument([], { id: 'test-policy', name: 'other' }));
    platform.setTime('2026-11-20T23:00:00Z');
    const { status, wire } = await check(`tag=${tag}&history=true`);
    expect(status).toBe(200);
    expect(wire.evaluations).toHaveLength(24);
    expect(wire.evaluations.map(({ evaluation_time: at }) => at)).toEqual(
      wire.evaluations
        .map(({ evaluation_time: at }) => at)
        .sort()
        .reverse(),
    );
    expect(wire.evaluations[0]).toMatchObject({ final_action: 'go', details: { policy: { name: 'other' } } });
    expect(wire.evaluations[1]).toMatchObject({
      final_action: 'stop',
      details: { policy: { name: 'Test policy' }, findings: [{}, {}] },
    });
  });

  it('an accepted finding is accepted until its last moment', async () => {
    const items = [
      { id: 'i', gate: 'vulnerabilities', trigger_id: 'CVE-2026-1+*', expires_on: '2026-11-21T12:00:30Z' },
    ];
    await storePolicy(
      aDocument(rules, {
        allowlists: [{ id: 'al', name: 'accepted', version: '2', items }],
        mappings: [aMapping({ allowlist_ids: ['al'] })],
      }),
    );
    expect(await first(`tag=${tag}`)).toMatchObject({
      final_action: 'warn',
      details: {
        findings: [
          { allowlisted: true, action: 'go', allowlist_match: { id: 'al', name: 'accepted', matched_rule_id: 'i' } },
          {},
        ],
      },
    });
    platform.setTime('2026-11-21T12:00:30Z');
    expect(await first(`tag=${tag}`)).toMatchObject({
      final_action: 'stop',
      evaluation_time: '2026-11-21T12:00:30.000Z',
    });
  });

  it('many at once load the inputs once; the time of a verdict is when it was made', async () => {
    const digest = digestOf('d');
    bills.set(digest, aBill([openssl], { source: anImage({ manifestDigest: digest }) }));
    await addImage(scoped(platform.db, 'team-a'), digest, 'docker.io/library/many:1');
    const replies = await Promise.all(Array.from({ length: 20 }, () => check('tag=many:1', { digest })));
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
    expect(loads).toEqual([digest]);
    platform.setTime('2026-11-21T12:00:59Z');
    expect((await check('tag=many:1', { digest })).text).toBe(replies[0]?.text);
    platform.setTime('2026-11-21T12:01:00Z');
    const later = await check('tag=many:1', { digest });
    expect(later.wire.evaluations[0]?.evaluation_time).toBe('2026-11-21T12:01:00.000Z');
  });

  it('tells of a changed verdict of a subscribed tag, once', async () => {
    const scope = scoped(platform.db, 'team-a');
    await scope.insert('subscription', { id: 's', type: 'policy_eval', key: tag, active: true }).execute();
    const told = () => platform.events.seen.filter(({ type }) => type === 'user.image.policy_evaluation.update');
    await platform.queue.run([]);
    const sweep = async (minute: number) => {
      platform.setTime(`2026-11-21T12:${minute}:00Z`);
      await platform.queue.send('evaluate-subscribed', {});
      await platform.queue.run(feature.jobs ?? []);
    };
    await sweep(10);
    await sweep(20);
    expect(told()).toEqual([]);
    matches = [];
    advisories = 'sha256:data-4';
    await sweep(30);
    await sweep(40);
    expect(told()).toMatchObject([
      {
        account: 'team-a',
        resource: { type: 'image_tag', id: tag },
        details: { last_eval: { final_action: 'stop' }, curr_eval: { final_action: 'go', image_digest: app } },
      },
    ]);
  });

  it('an evaluation of an image that is gone ends quietly', async () => {
    await platform.queue.send('evaluate', { account: 'team-a', digest: digestOf('e'), tag });
    await platform.queue.run(feature.jobs ?? []);
  });

  it('evaluates a bill that is not stored', async () => {
    const bill = bills.get(app) as Bill;
    const scope = scoped(platform.db, 'team-a');
    const found = await feature.evaluateBill(scope, { bill, report: reportFor(bill, matches, 'd'), tag });
    expect(found).toMatchObject({
      policy_id: 'test-policy',
      image_digest: app,
      evaluations: [{ final_action: 'stop', details: { findings: [{ inherited_from_base: null }, {}] } }],
    });
    const blind = await feature.evaluateBill(scope, { bill, report: null, tag, policyId: 'gantry-secure' });
    expect(blind).toMatchObject({ policy_id: 'gantry-secure', evaluations: [{ final_action: 'stop' }] });
    expect(await scope.select('evaluation').selectAll().execute()).toEqual([]);
  });
});

function digestOf(letter: string): string {
  return `sha256:${letter.repeat(64)}`;
}

function reportFor({ packages }: Bill, matches: MatchReport['matches'], digest: string): MatchReport {
  const ids = new Set(packages.map(({ id }) => id));
  const report = aReport(matches.filter(({ packageId }) => ids.has(packageId)));
  return { ...report, data: { ...report.data, digest } };
}

async function addImage(scope: Scope, digest: string, fullTag: string): Promise<void> {
  const [registry = '', ...path] = fullTag.split('/');
  const [repo = '', name = ''] = path.join('/').split(':');
  await scope
    .insert('image', {
      digest,
      parent_digest: digest,
      image_id: digest.slice(7),
      status: 'active',
      analysis_status: 'analyzed',
      analysis_history: '[]',
      annotations: '{}',
      analyzed_at: testNow,
      sbom_digest: `sha256:sbom-${digest.slice(7, 12)}`,
      origin: 'registry',
    })
    .execute();
  await scope.insert('image_tag', { digest, registry, repo, tag: name, full_tag: fullTag }).execute();
}

/** The catalogue as evaluations see it, over the rows of the test. */
function fakeImages(bill: (digest: string) => Bill): Pick<Images, 'analyzed' | 'ancestors' | 'bill'> {
  const find = async (scope: Scope, digest: string): Promise<Row<'image'>> => {
    const row = await scope.select('image').selectAll().where('image.digest', '=', digest).executeTakeFirst();
    if (row === undefined) throw missing.NOT_FOUND({ digest });
    return row;
  };
  return {
    analyzed: find,
    bill: async (_scope, digest) => bill(digest),
    ancestors: async (scope, digest) => (digest === app ? [await find(scope, base)] : []),
  };
}
