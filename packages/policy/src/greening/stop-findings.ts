import { by, type Finding } from '@gantry/core';

/** Findings of action stop that no allowlist covers, in a steady order. */
export function stopFindings(findings: readonly Finding[]): Finding[] {
  return findings
    .filter(({ action }) => action === 'stop')
    .sort(
      by(
        ({ ruleSetId }) => ruleSetId,
        ({ ruleId }) => ruleId,
        ({ triggerId }) => triggerId,
      ),
    );
}

/** Which finding it is, as long as its words stay. */
export function findingKey({ ruleSetId, ruleId, triggerId }: Finding): string {
  return `${ruleSetId}\u0000${ruleId}\u0000${triggerId}`;
}
