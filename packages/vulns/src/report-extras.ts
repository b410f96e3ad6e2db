import type { Bill, FileIndex, MatchReport } from '@gantry/core';
import { lifecyclesOf } from './lifecycles/lifecycles-of.ts';
import { listMaliciousFiles } from './list-malicious-files.ts';
import type { AdvisoryStore } from './store/types.ts';

/** What a report says beside its matches. */
export type ReportExtras = Pick<MatchReport, 'lifecycles' | 'lifecyclesUnsure' | 'listedFiles'>;

/** The support of what a bill holds, and the files that lists of malicious digests name; each null without data of it. */
export function reportExtras(bill: Bill, store: AdvisoryStore, files: FileIndex | null = null): ReportExtras {
  const lifecycles = lifecyclesOf(bill, store);
  return {
    lifecycles: lifecycles?.known ?? null,
    lifecyclesUnsure: lifecycles?.unsure ?? null,
    listedFiles: files && listMaliciousFiles(files, store),
  };
}
