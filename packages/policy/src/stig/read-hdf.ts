import { isRecord, listOf } from '@gantry/core/json';
import { countStates, utcTime } from './count-states.ts';
import type { StigResults, StigRuleResult, StigState } from './types.ts';

/**
 * Reads results in MITRE's Heimdall Data Format (the JSON of InSpec and of SAF's converters): `profiles[].controls[].results[].status`.
 * Null when it is something else. Overlay profiles repeat the controls that they wrap: the first profile that has results counts.
 */
export function readHdf(document: unknown): StigResults | null {
  if (!isRecord(document) || !Array.isArray(document['profiles'])) return null;
  const profiles = document['profiles'].filter(isRecord);
  const profile = profiles.find(hasResults) ?? profiles[0];
  if (profile === undefined) return null;
  const controls = listOf(profile['controls']).filter(isRecord);
  const rules = controls.map(toRule);
  return {
    format: 'hdfjson',
    profile: textOf(profile['title']) || textOf(profile['name']),
    evaluatedAt: firstStart(controls),
    rules,
    counts: countStates(rules),
  };
}

function hasResults(profile: Record<string, unknown>): boolean {
  return listOf(profile['controls']).some((control) => isRecord(control) && listOf(control['results']).length > 0);
}

function toRule(control: Record<string, unknown>): StigRuleResult {
  const statuses = listOf(control['results']).map((result) => (isRecord(result) ? result['status'] : undefined));
  return {
    id: textOf(control['id']),
    title: textOf(control['title']),
    state: stateOf(statuses, control['impact'] === 0),
  };
}

/** One failure is a finding; an error or a skipped test means that nobody knows. */
function stateOf(statuses: readonly unknown[], noImpact: boolean): StigState {
  if (noImpact) return 'Not_Applicable';
  if (statuses.includes('failed')) return 'Open';
  const clean = statuses.length > 0 && statuses.every((status) => status === 'passed');
  return clean ? 'NotAFinding' : 'Not_Reviewed';
}

function firstStart(controls: readonly Record<string, unknown>[]): string | null {
  const starts = controls
    .flatMap((control) => listOf(control['results']))
    .map((result) => (isRecord(result) ? utcTime(textOf(result['start_time'])) : null));
  return starts.filter((start) => start !== null).sort()[0] ?? null;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 1_000) : '';
}
