import { byCodeUnit, type FactPart } from '@gantry/core';
import { bindPolicy } from './bind-policy.ts';
import type { Policy } from './model/types.ts';

/** What has to be collected for a policy, besides the bill and the matches. */
export interface NeededFacts {
  readonly parts: ReadonlySet<FactPart>;
  /** Files whose content the rules want to see, in order. */
  readonly retrieve: readonly string[];
}

/** Asks every rule that can run what it looks at. A rule whose facts nobody collects is "not evaluated". */
export function neededFacts(policy: Policy): NeededFacts {
  const parts = new Set<FactPart>();
  const retrieve = new Set<string>();
  for (const { rules } of bindPolicy(policy).ruleSets.values()) {
    for (const ready of rules) {
      if (ready.kind !== 'ready') continue;
      for (const part of ready.bound.needs) parts.add(part);
      for (const path of ready.bound.retrieves) retrieve.add(path);
    }
  }
  return { parts, retrieve: [...retrieve].filter((path) => path.startsWith('/')).sort(byCodeUnit) };
}
