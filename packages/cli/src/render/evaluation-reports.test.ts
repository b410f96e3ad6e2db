import type { PolicyEvaluation } from '@gantry/contract/common';
import { describe, expect, it } from 'vitest';
import { hostileText } from '../testing/evaluated.ts';
import { sarifProblems } from '../testing/sarif-schema.ts';
import { evaluationJunit, evaluationSarif } from './evaluation-reports.ts';

interface Findings {
  readonly id: string;
  readonly action: 'stop' | 'warn' | 'go';
  readonly allowlisted?: boolean;
  readonly text?: string;
}

function evaluationOf(findings: readonly Findings[], more: object = {}): PolicyEvaluation {
  const details = {
    policy: { name: 'secure' },
    findings: findings.map(({ id, action, allowlisted = false, text = `${id} is off` }) => ({
      trigger_id: id,
      gate: 'dockerfile',
      trigger: 'exposed_ports',
      message: text,
      action,
      policy_id: 'p',
      recommendation: text,
      rule_id: 'rule',
      allowlisted,
    })),
    policy_action: 'stop',
    remediations: [{ trigger_ids: ['a'], suggestions: [{ message: 'close port 22', preferred: true }] }],
  };
  const result = { status: 'fail', final_action: 'stop', final_action_reason: 'policy_evaluation', ...more };
  const evaluations = [{ details, evaluation_problems: [], ...result }];
  return { policy_id: 'p', evaluated_tag: 'r.example/app:1', evaluations } as unknown as PolicyEvaluation;
}

const counts = (xml: string) => /tests="(\d+)" failures="(\d+)" errors="(\d+)">\n/.exec(xml)?.slice(1).join(' ');

describe('render/evaluation-reports', () => {
  it.each<[string, PolicyEvaluation, string]>([
    [
      'stop, warn and go',
      evaluationOf([
        { id: 'a', action: 'stop' },
        { id: 'b', action: 'warn' },
        { id: 'c', action: 'go' },
      ]),
      '3 1 0',
    ],
    [
      'what an allowlist lets off',
      evaluationOf([
        { id: 'a', action: 'stop' },
        { id: 'b', action: 'stop', allowlisted: true },
      ]),
      '2 1 0',
    ],
    ['an image that is allowed as a whole', evaluationOf([{ id: 'a', action: 'stop' }], { status: 'pass' }), '1 0 0'],
    ['an image that is denied as a whole', evaluationOf([], { final_action_reason: 'denylisted' }), '1 1 0'],
    ['nothing to say', evaluationOf([], { status: 'pass' }), '1 0 0'],
    ['no evaluation', { policy_id: 'p', evaluations: [] }, '1 0 1'],
    [
      'a broken policy',
      evaluationOf([], { evaluation_problems: [{ severity: 'error', problem_type: 'x', details: 'bad' }] }),
      '2 1 1',
    ],
  ])('junit: tests, failures and errors of %s', (_, evaluation, expected) => {
    expect(counts(evaluationJunit(evaluation))).toBe(expected);
  });

  it('junit: the message, the recommendation and the fix', () => {
    const xml = evaluationJunit(evaluationOf([{ id: 'a', action: 'stop' }]));
    expect(xml).toContain('<failure message="a is off">a is off\na is off\nclose port 22</failure>');
  });

  it('sarif: valid, with a result for each finding and the fix', () => {
    const log = evaluationSarif(
      evaluationOf([
        { id: 'a', action: 'stop' },
        { id: 'b', action: 'warn' },
        { id: 'c', action: 'stop', allowlisted: true },
      ]),
    );
    expect(sarifProblems(log)).toEqual([]);
    expect(log).toMatchObject({
      runs: [
        {
          results: [
            { ruleId: 'rule', level: 'error', message: { text: 'a is off. Fix: close port 22' } },
            { level: 'note' },
            { level: 'warning' },
          ],
        },
      ],
    });
  });

  it('stays valid whatever the text', () => {
    const evaluation = evaluationOf([{ id: hostileText, action: 'stop', text: hostileText }]);
    expect(sarifProblems(evaluationSarif(evaluation))).toEqual([]);
    expect(evaluationJunit(evaluation)).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
  });
});
