import type { PolicyEvaluation } from '@gantry/contract';
import type { Scope } from '../../kernel/db/index.ts';
import type { Feature } from '../../kernel/platform/index.ts';
import { evaluationJobs, evaluationSchedules } from './jobs.ts';
import type { Evaluations } from './ports.ts';
import { evaluationRoutes } from './routes.ts';
import { type BillCase, evaluateBill } from './scan.ts';
import { createEvaluationService, type EvaluationParts } from './service.ts';
import { snapshotSweep, snapshotSweepJob } from './sweep-snapshots.ts';

/** What evaluations give to the rest of the server. */
export interface EvaluationsFeature extends Feature {
  readonly evaluations: Evaluations;
  /** Evaluates a bill that is not stored, for one-shot scans. */
  evaluateBill(scope: Scope, given: BillCase): Promise<PolicyEvaluation>;
}

/** How often subscribed tags are evaluated. */
export interface SweepOptions {
  /** Seconds; an hour unless told otherwise. */
  readonly every?: number;
}

/** Evaluations: what the policies of an account say of its images. */
export function createEvaluationsFeature(parts: EvaluationParts & SweepOptions): EvaluationsFeature {
  const service = createEvaluationService(parts);
  const { platform, policies } = parts;
  const bills = { policies, verdicts: service.verdicts, clock: platform.clock };
  return {
    evaluations: service,
    routes: evaluationRoutes(service),
    jobs: [...evaluationJobs(platform, service), snapshotSweepJob(platform)],
    schedules: [...evaluationSchedules(parts.every), snapshotSweep],
    evaluateBill: (scope, given) => evaluateBill(bills, scope, given),
  };
}
