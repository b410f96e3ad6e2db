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

/** A repository that is to be watched. */
export interface RepositoryWatch {
  /** `registry/repository` in full. */
  readonly repository: string;
  /** Shall the tags that are added be watched for updates? */
  readonly autoSubscribe: boolean;
  /** Only tags that come later are added. */
  readonly excludeExisting: boolean;
  /** The tags that are there now. */
  readonly tags: readonly string[];
}

/** Subscriptions as other features see them. */
export interface Subscriptions {
  /** Adds them where they are missing; existing ones keep their state. */
  ensure(scope: Scope, key: string, states: Readonly<Partial<Record<SubscriptionType, boolean>>>): Promise<void>;
  /** The active ones of a tag. */
  active(scope: Scope, key: string): Promise<readonly Row<'subscription'>[]>;
  /** Watches a repository from now on and adds its tags in the background; one that is watched already gets the new settings. */
  watchRepository(scope: Scope, watch: RepositoryWatch): Promise<Row<'subscription'>>;
}
