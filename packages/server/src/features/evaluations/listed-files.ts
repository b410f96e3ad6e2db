import type { FactPart, Inspection, MalwareScan, MatchReport } from '@gantry/core';
import type { AdvisoryStore } from '@gantry/vulns';
import type { Matching } from '../matching/ports.ts';
import { createMemo } from './memo.ts';

/** What hot scans may take in memory. Bytes. */
const scanBudget = 16 * 2 ** 20;

/**
 * The needed facts, with the file index for rules on malware when a list of malicious digests is loaded: without one the index is of no
 * use to them.
 */
export function withFileLists(needed: ReadonlySet<FactPart>, store: AdvisoryStore | null): ReadonlySet<FactPart> {
  const isLoaded = store?.facts().sources.some(({ feed }) => feed === 'malware-hashes') ?? false;
  return isLoaded && needed.has('malware') && !needed.has('files') ? new Set([...needed, 'files']) : needed;
}

/** Adds to reports which files lists of malicious digests name. */
export interface FileLists {
  /** The report as it is without a file index; `key` tells inspections apart. */
  addTo(report: MatchReport, inspection: Inspection | null, key: string): Promise<MatchReport>;
}

/** Looks the files of an inspection up once for each state of the advisories. */
export function createFileLists(matching: Pick<Matching, 'listedFiles'>): FileLists {
  const scans = createMemo<{ readonly scan: MalwareScan | null; readonly advisories: string }>({
    budget: scanBudget,
    weigh: ({ scan }) => 2_000 + 600 * ((scan?.findings.length ?? 0) + (scan?.skipped.length ?? 0)),
  });
  return {
    addTo: async (report, inspection, key) => {
      const files = inspection?.files ?? null;
      const { digest } = report.data;
      if (files === null || !report.data.sources.some(({ feed }) => feed === 'malware-hashes')) return report;
      const whole = `${key} ${digest}`;
      const { scan, advisories } = await scans.get(whole, () => matching.listedFiles(files));
      // Newer advisories came in between: right for this verdict, and not what the key says.
      if (advisories !== digest) scans.forget(whole);
      return { ...report, listedFiles: scan };
    },
  };
}
