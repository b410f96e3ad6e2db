import type { PolicyEvaluation } from '@gantry/contract';
import type { Bill, Inspection, MatchReport } from '@gantry/core';
import type { Scope } from '../../kernel/db/index.ts';

/** Evaluates a bill that is stored nowhere. */
export interface BillEvaluator {
  /** EVALUATION_BAD_TAG, POLICY_NOT_FOUND. */
  evaluateBill(
    scope: Scope,
    given: {
      readonly bill: Bill;
      readonly report: MatchReport | null;
      /** What was seen in the files; null when nothing was looked at. */
      readonly inspection: Inspection | null;
      readonly tag: string;
      /** Absent: the active policy. */
      readonly policyId?: string;
    },
  ): Promise<PolicyEvaluation>;
}
