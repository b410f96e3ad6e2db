import type { Row, Scope } from '../../kernel/db/index.ts';

/** The types of subscriptions. */
export type SubscriptionType =
  | 'tag_update'
  | 'policy_eval'
  | 'vuln_update'
  | 'analysis_update'
  | 'repo_update'
  | 'runtime_inventory'
  | 'alerts';

/** Subscriptions as other features see them. */
export interface Subscriptions {
  /** Adds them where they are missing; existing ones keep their state. */
  ensure(scope: Scope, key: string, states: Readonly<Partial<Record<SubscriptionType, boolean>>>): Promise<void>;
  /** The active ones of a tag. */
  active(scope: Scope, key: string): Promise<readonly Row<'subscription'>[]>;
}
