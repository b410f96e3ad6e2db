import type { Scope } from '../../kernel/db/index.ts';
import type { EventLog } from '../../kernel/events/index.ts';
import type { Subscriptions } from '../subscriptions/ports.ts';
import type { Inputs } from './inputs.ts';
import type { Recorded } from './store.ts';
import type { StandingVerdict } from './verdicts.ts';
import { newestImageOf } from './views.ts';

/** What is needed to tell of changed verdicts. */
export interface Announcing {
  readonly events: EventLog;
  readonly subscriptions: Pick<Subscriptions, 'active'>;
}

/**
 * Writes `user.image.policy_evaluation.update` when a stored evaluation changes what is said of a subscribed tag: by the active
 * policy, of the image that the tag names now. In the transaction of the evaluation: a crash takes both or none.
 */
export async function announceEvaluation(
  { events, subscriptions }: Announcing,
  scope: Scope,
  { inputs, made, recorded }: { inputs: Inputs; made: StandingVerdict; recorded: Recorded },
): Promise<void> {
  const { image, policy, tag } = inputs;
  const { before } = recorded;
  if (before === null || before.final_action === made.verdict.finalAction || !policy.active) return;
  const active = await subscriptions.active(scope, tag);
  if (!active.some(({ type }) => type === 'policy_eval')) return;
  if ((await newestImageOf(scope, tag)) !== image.digest) return;
  const now = { image_digest: image.digest, final_action: made.verdict.finalAction, status: made.verdict.status };
  const event = {
    account: scope.account,
    type: 'user.image.policy_evaluation.update',
    level: 'INFO',
    message: `${tag}: ${before.final_action} became ${now.final_action} by the policy ${policy.name}`,
    details: { image_tag: tag, policy_id: policy.id, last_eval: before, curr_eval: now },
    resource: { type: 'image_tag', id: tag },
  } as const;
  await events.emit(event, scope.db);
}
