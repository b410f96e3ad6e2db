import {
  type AdvisoryStore,
  createPackageMatcher,
  distroOfIdentity,
  type PackageIdentity,
  packageOfIdentity,
} from '@gantry/vulns';
import type { Db } from '../../kernel/db/index.ts';
import { createBreaks } from './breaks.ts';
import { type IdentityAnswer, writeAnswers } from './write-matches.ts';

/** An identity to be matched. */
export interface DueIdentity {
  readonly id: number;
  readonly facts: PackageIdentity;
}

/** What matching identities takes. */
export interface RefreshParts {
  readonly db: Db;
  readonly store: AdvisoryStore;
  readonly now: Date;
  /** Also those that this store answered before. */
  readonly force?: boolean;
}

/** Matches, and packages without any, of one transaction. */
const batchWeight = 1_000;

/** Matches identities against a store and keeps the answers. */
export async function refreshIdentities(
  due: readonly DueIdentity[],
  { db, store, now, force = false }: RefreshParts,
): Promise<void> {
  const matcher = createPackageMatcher(store);
  const { digest } = store.facts();
  const pause = createBreaks();
  let batch: IdentityAnswer[] = [];
  let weight = 0;
  const flush = async (): Promise<void> => {
    if (batch.length > 0) await writeAnswers(db, batch, { digest, now, force });
    batch = [];
    weight = 0;
  };
  for (const { id, facts } of due) {
    const answer = matcher.match(packageOfIdentity(facts, ''), distroOfIdentity(facts));
    batch.push({ id, ...answer });
    weight += 1 + answer.matches.length;
    if (weight >= batchWeight) await flush();
    await pause();
  }
  await flush();
}
