import { compareSeverity, type Match, severities } from '@gantry/core';
import { optional, type Values, withDefault } from '../../gating/parameters.ts';
import { oneOf } from '../../gating/validators.ts';
import { comparisons, holds } from '../_shared/compare.ts';

/** The parameters that pick matches by severity. */
export const severityParameters = {
  severity: optional('severity', oneOf(...severities), {
    help: 'Only vulnerabilities of this severity; of every one without it.',
    example: 'high',
  }),
  comparison: withDefault('severity_comparison', oneOf(...comparisons), {
    help: 'How the severity is compared.',
    example: '=',
    fallback: '>=',
  }),
};

/** Is the match of a severity that the rule asks for? */
export function isOfSeverity({ severity }: Match, wanted: Values<typeof severityParameters>): boolean {
  return wanted.severity === null || holds(compareSeverity(severity, wanted.severity), wanted.comparison, 0);
}
