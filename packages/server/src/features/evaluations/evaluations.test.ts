import type { Bill } from '@gantry/core';
import { aDocument, aMapping } from '@gantry/policy/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  app,
  base,
  digestOf,
  type EvaluationWorld,
  evaluationWorld,
  reportFor,
  rules,
  tag,
} from '../../testing/evaluation-world.ts';

describe('evaluations', () => {
  let world: EvaluationWorld;
  beforeAll(async () => {
    world = await evaluationWorld();
  });
  beforeEach(() => world.reset());
  afterAll(() => world.close());

  it('says stop with findings, the policy, the mapping and what to do', async () => {
    const { status, headers, wire } = await world.check(`tag=${tag}`);
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
    expect(await world.first(`tag=${tag}&detail=false`)).toMatchObject({ details: null, number_of_findings: 2 });
    const { wire } = await world.check(`tag=${tag}&policy_id=gantry-secure`);
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
    expect(await world.check(query)).toMatchObject({ status, body: { error_type: code } });
  });

  it('images of other accounts are not there', async () => {
    expect(await world.check(`tag=${tag}`, { account: 'team-b' })).toMatchObject({ status: 404 });
  });

  it('evaluates under a tag that the image does not carry, and echoes it as it was written', async () => {
    await world.storePolicy(
      aDocument(rules, { mappings: [aMapping({ registry: 'docker.io', repository: 'library/other' })] }),
    );
    expect(await world.check('tag=other:2')).toMatchObject({
      body: { evaluated_tag: 'other:2', evaluations: [{ image_mapped_to_rule: true, final_action: 'stop' }] },
    });
    expect(await world.first(`tag=${tag}`)).toMatchObject({
      image_mapped_to_rule: false,
      matched_mapping_rule: null,
      final_action: 'go',
      evaluation_problems: [{ problem_type: 'unmapped' }],
    });
  });

  it('deny lists and allow lists beat the rules, and show which entry', async () => {
    const listed = { id: 'l', name: 'listed', registry: '*', repository: '*', image: { type: 'digest', value: app } };
    await world.storePolicy(aDocument(rules, { allowlisted_images: [listed] }));
    expect(await world.first(`tag=${tag}`)).toMatchObject({
      final_action: 'go',
      final_action_reason: 'allowlisted',
      image_allowlisted: true,
      matched_allowlisted_images_rule: { id: 'l', image: { type: 'digest', value: app } },
      details: { policy_action: 'stop' },
    });
    await world.storePolicy(aDocument(rules, { allowlisted_images: [listed], denylisted_images: [listed] }));
    expect(await world.first(`tag=${tag}`)).toMatchObject({
      final_action: 'stop',
      final_action_reason: 'denylisted',
      image_denylisted: true,
      matched_denylisted_images_rule: { id: 'l' },
    });
  });

  it('without advisories nothing was evaluated, which is never clean', async () => {
    world.state.advisories = null;
    expect(await world.first(`tag=${tag}`)).toMatchObject({
      final_action: 'stop',
      evaluation_problems: [{ severity: 'error', problem_type: 'not_evaluated' }, {}],
    });
  });

  it('marks what the base has too; auto takes the nearest ancestor', async () => {
    for (const given of ['auto', base]) {
      const result = await world.first(`tag=${tag}&base_digest=${given}`);
      expect(result.comparison_image_digest).toBe(base);
      expect(result.details?.findings.map(({ inherited_from_base: inherited }) => inherited)).toEqual([true, false]);
    }
    const ofBase = await world.check(`tag=${tag}&base_digest=auto`, { digest: base });
    expect(ofBase.wire.evaluations[0]).toMatchObject({
      comparison_image_digest: null,
      details: { findings: [{ inherited_from_base: null }] },
    });
  });

  it('evaluates a bill that is not stored', async () => {
    const bill = world.bills.get(app) as Bill;
    const { scope } = world;
    const found = await world.feature.evaluateBill(scope, {
      inspection: null,
      bill,
      report: reportFor(bill, world.state.matches, 'd'),
      tag,
    });
    expect(found).toMatchObject({
      policy_id: 'test-policy',
      image_digest: app,
      evaluations: [{ final_action: 'stop', details: { findings: [{ inherited_from_base: null }, {}] } }],
    });
    const blind = await world.feature.evaluateBill(scope, {
      bill,
      inspection: null,
      report: null,
      tag,
      policyId: 'gantry-secure',
    });
    expect(blind).toMatchObject({ policy_id: 'gantry-secure', evaluations: [{ final_action: 'stop' }] });
    expect(await scope.select('evaluation').selectAll().execute()).toEqual([]);
  });
});
