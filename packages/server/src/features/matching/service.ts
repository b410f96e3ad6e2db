import type { Bill } from '@gantry/core';
import { type AdvisoryStore, coveredByOwner } from '@gantry/vulns';
import type { Scope } from '../../kernel/db/index.ts';
import type { Platform } from '../../kernel/platform/index.ts';
import type { Advisories } from '../advisories/ports.ts';
import { identityRows } from './identity-rows.ts';
import { listedFilesOf } from './listed-files.ts';
import type { ImageReport, Matching } from './ports.ts';
import { recordPackages } from './record.ts';
import { refreshIdentities } from './refresh.ts';
import { rematchName } from './rematch.ts';
import { reportOfBill } from './report-of.ts';
import { dueIdentities, storedAnswers } from './stored-answers.ts';
import { assembleReport } from './stored-report.ts';
import { syncCovered } from './sync-covered.ts';

/** What matching works with. */
export interface MatchingParts {
  readonly platform: Pick<Platform, 'db' | 'clock' | 'queue'>;
  readonly advisories: Pick<Advisories, 'current' | 'use'>;
}

/** How often stored answers are read when another process keeps changing them. */
const attempts = 3;

/** Matches by way of package identities. */
export function createService({ platform, advisories }: MatchingParts): Matching {
  const { db, clock } = platform;
  const refresh = async (scope: Scope, digest: string, by: { store: AdvisoryStore; force: boolean }) => {
    const asked = { advisories: by.store.facts().digest, force: by.force };
    const due = await dueIdentities(scope, digest, asked);
    if (due.length > 0) await refreshIdentities(due, { db, store: by.store, now: clock.now(), force: by.force });
  };
  const imageReport = (scope: Scope, digest: string, bill: Bill) =>
    advisories.use(async (store) => {
      for (let attempt = 1; attempt <= attempts; attempt += 1) {
        await refresh(scope, digest, { store, force: false });
        const answer = assembleReport(bill, await storedAnswers(scope, digest), store);
        if (answer === null) continue;
        await syncCovered(scope, digest, new Set(Object.keys(answer.report.coveredByOwner)));
        return answer;
      }
      return { report: await reportOfBill(bill, store), times: () => null } satisfies ImageReport;
    });
  return {
    record: async (scope, digest, bill) => {
      const store = advisories.current();
      const covered = store === null ? [] : coveredByOwner(bill, store).keys();
      await recordPackages(scope, digest, { rows: identityRows(bill), covered: new Set(covered) });
    },
    refresh: (scope, digest, { force = false } = {}) =>
      advisories.use((store) => refresh(scope, digest, { store, force })),
    imageReport,
    report: async (scope, digest, bill) => (await imageReport(scope, digest, bill)).report,
    reportOf: (bill, most) => advisories.use((store) => reportOfBill(bill, store, most)),
    listedFiles: (files) => advisories.use((store) => listedFilesOf(files, store)),
    scheduleRematch: async () => {
      await platform.queue.send(rematchName, {}, { singleton: rematchName, priority: 'background' });
    },
  };
}
