import type { StigResults, StigRuleResult } from './types.ts';

/** How many rules have each state. */
export function countStates(rules: readonly StigRuleResult[]): StigResults['counts'] {
  const counts = { NotAFinding: 0, Open: 0, Not_Applicable: 0, Not_Reviewed: 0 };
  for (const { state } of rules) counts[state] += 1;
  return counts;
}

/** A time as RFC 3339 in UTC, or null; one without a zone is taken as UTC, as OpenSCAP writes it. */
export function utcTime(text: string): string | null {
  const zoned = /(?:[zZ]|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z`;
  const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) ? Date.parse(zoned) : Number.NaN;
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
