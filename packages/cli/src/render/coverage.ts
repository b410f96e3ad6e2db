import type { Bill, MatchReport } from '@gantry/core';

/** What was and was not evaluated, and why: a part of every machine-readable answer. */
export interface Coverage {
  readonly packages: number;
  readonly evaluated: number;
  /** Language packages that the distro's data decided. */
  readonly coveredByOwner: number;
  readonly notEvaluated: readonly {
    readonly package: string;
    readonly name: string;
    readonly type: string;
    readonly reason: string;
    readonly because: string;
    readonly advisory?: string;
  }[];
  readonly unread: Bill['unread'];
  readonly data: MatchReport['data'];
  /** Nothing was left out. */
  readonly complete: boolean;
}

/** Counts which packages were evaluated and which were not. */
export function coverageOf(bill: Bill, report: MatchReport): Coverage {
  const byId = new Map(bill.packages.map((pkg) => [pkg.id, pkg]));
  const missed = new Set(
    report.notEvaluated.filter((item) => item.advisory === undefined).map((item) => item.packageId),
  );
  return {
    packages: bill.packages.length,
    evaluated: bill.packages.length - missed.size,
    coveredByOwner: Object.keys(report.coveredByOwner).length,
    notEvaluated: report.notEvaluated.map((item) => ({
      package: item.packageId,
      name: byId.get(item.packageId)?.name ?? '',
      type: byId.get(item.packageId)?.kind ?? 'unknown',
      reason: item.reason,
      because: item.because,
      ...(item.advisory === undefined ? {} : { advisory: item.advisory }),
    })),
    unread: bill.unread,
    data: report.data,
    complete: bill.unread.length === 0 && report.notEvaluated.length === 0,
  };
}
