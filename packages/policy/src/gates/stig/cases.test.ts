import { describeTriggers } from '../../testing/describe-triggers.ts';
import { aBill, someFacts } from '../../testing/index.ts';

const results = { NotAFinding: 1, Open: 0, Not_Applicable: 0, Not_Reviewed: 0 };
const evaluated = (...days: string[]) =>
  someFacts({
    stigEvaluations: days.map((evaluatedAt) => ({
      id: evaluatedAt,
      profile: 'stig',
      evaluatedAt,
      sha256: '',
      results,
    })),
  });
const missing = (params: Record<string, string>) =>
  [
    [params, someFacts({ stigEvaluations: null }), ['error not_evaluated'], 'gantry image stig add'],
    [
      params,
      someFacts({ bill: aBill([], { source: { kind: 'file', target: 'x', path: '/x' } }) }),
      ['warn not_applicable'],
      'this is a file',
    ],
  ] as const;
const limit = { max_days_since_stig_evaluation: '30' };
const outdated = ['No STIG evaluation of the image is younger than 30 days'];

describeTriggers('stig', {
  no_stig_evaluations_available: {
    fires: [[{}, evaluated(), ['No STIG evaluation is stored with the image']]],
    silent: [[{}, evaluated('2001-01-01T00:00:00Z')]],
    refuses: [[limit, ['unknown_parameter']]],
    missing: missing({}),
  },
  stig_evaluations_outdated: {
    fires: [
      [limit, evaluated('2026-10-01T00:00:00Z', '2026-09-01'), outdated],
      [limit, evaluated(), outdated],
      [limit, evaluated('2027-01-01T00:00:00Z'), outdated],
      [limit, evaluated('yesterday'), outdated],
    ],
    silent: [
      [limit, evaluated('2026-10-01T00:00:00Z', '2026-11-20T00:00:00Z')],
      [limit, evaluated('2026-10-22T12:00:00Z')],
    ],
    refuses: [
      [{}, ['missing_parameter']],
      [{ max_days_since_stig_evaluation: 'x' }, ['invalid_parameter']],
    ],
    missing: missing(limit),
  },
});
