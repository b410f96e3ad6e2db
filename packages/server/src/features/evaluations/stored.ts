import type { PolicyFacts, Verdict } from '@gantry/core';
import { type Policy, parsePolicy } from '@gantry/policy';
import type { Row, Scope } from '../../kernel/db/index.ts';
import { evaluationErrors } from './errors.ts';
import type { Judgement } from './judge.ts';
import { restoreFacts } from './snapshot.ts';
import type { Snapshot } from './snapshot-facts.ts';

/** An evaluation as it was stored, with everything that it was made from. */
export interface StoredEvaluation {
  readonly at: Date;
  readonly verdict: Verdict;
  readonly policy: Policy;
  /** EVALUATION_NOT_KEPT when they are gone. */
  facts(): Promise<PolicyFacts>;
}

/** Which stored evaluation: the newest that was there at a time. */
export interface StoredWish {
  readonly digest: string;
  readonly tag: string;
  readonly policyId: string;
  readonly time: Date;
}

/** The evaluation that stood at a time; null when none was stored by then. */
export async function storedAt(scope: Scope, wish: StoredWish): Promise<StoredEvaluation | null> {
  const row = await scope
    .select('evaluation')
    .selectAll()
    .where('evaluation.image_digest', '=', wish.digest)
    .where('evaluation.tag', '=', wish.tag)
    .where('evaluation.policy_id', '=', wish.policyId)
    .where('evaluation.comparison_digest', 'is', null)
    .where('evaluation.evaluated_at', '<=', wish.time)
    .orderBy('evaluation.evaluated_at', 'desc')
    .orderBy('evaluation.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : toStored(scope, row);
}

/** A row as it was meant. */
export function toStored(scope: Scope, row: Row<'evaluation'>): StoredEvaluation {
  const snapshot = row.snapshot as unknown as Snapshot | null;
  return {
    at: row.evaluated_at,
    verdict: verdictOf(row),
    policy: parsePolicy(row.policy, row.policy_id).policy,
    facts: () => {
      if (snapshot === null) throw evaluationErrors.NOT_KEPT({ digest: row.sbom_digest });
      return restoreFacts(scope, snapshot);
    },
  };
}

/** What is stored is what `recordEvaluation` wrote: a verdict and a few words beside it. */
function verdictOf({ verdict }: Row<'evaluation'>): Verdict {
  const { remediations: _r, inherited: _i, outcome: _o, ...plain } = verdict as unknown as Verdict & Judgement;
  return plain;
}
