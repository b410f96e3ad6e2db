import type { Bill, MatchReport } from '@gantry/core';

/** A bill and what matching found in it. */
export interface Matched {
  readonly bill: Bill;
  readonly report: MatchReport;
}
