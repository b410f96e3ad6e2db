import type { Platform } from '../../kernel/platform/index.ts';
import type { AdvisoriesStatus } from '../advisories/ports.ts';

/** Facts of this process that only its start knows. */
export interface ProcessFacts {
  /** What it does; also the name of its service. */
  readonly role: 'all' | 'api' | 'worker';
  /** Where clients and other servers reach it. */
  readonly baseUrl: string;
  /** The newest step of the schema of the database. */
  readonly schemaVersion: string;
  /** The advisories in use; null while there are none. */
  advisories(): AdvisoriesStatus | null;
}

/** What the parts of the feature share. */
export interface SystemKit {
  readonly platform: Platform;
  readonly facts: ProcessFacts;
}

/** The level of the v2 API that is spoken, as a version of the service that clients compare. */
export const apiLevel = '5.22.0';

/** What is told of the advisories in a few words; the feeds have the rest. */
export function advisoriesInShort({ advisories }: ProcessFacts): Readonly<Record<string, unknown>> | null {
  const status = advisories();
  if (status === null) return null;
  const { builtAt, age, starter, counts, digest } = status;
  return { built_at: builtAt, age_seconds: age, starter, counts, digest };
}
