import type { Match, MatchReport, Package } from '@gantry/core';
import type { GateContext } from '../../gating/context.ts';
import { notEvaluated, type Outcome } from '../../gating/outcome.ts';
import { noReport } from './no-report.ts';
import { count } from './words.ts';

/** Hands the match report to a trigger; without one nothing can be said of vulnerabilities. */
export function withReport(context: GateContext, run: (report: MatchReport) => Outcome): Outcome {
  const { report } = context.facts;
  return report === null ? notEvaluated(noReport) : run(report);
}

/** A match with the package it is about. */
export interface Subject {
  readonly match: Match;
  readonly one: Package;
}

/** Every match of the report, in its order; `lost` counts those whose package is not in the bill. */
export function subjects(context: GateContext, report: MatchReport): { found: Subject[]; lost: number } {
  const found: Subject[] = [];
  for (const match of report.matches) {
    const one = context.packages.get(match.packageId);
    if (one) found.push({ match, one });
  }
  return { found, lost: report.matches.length - found.length };
}

/** What the report itself says it could not judge, among packages that `counts` accepts. */
export function reportGaps(context: GateContext, report: MatchReport, counts: (one: Package) => boolean): string[] {
  const byReason = new Map<string, Set<string>>();
  for (const { packageId, reason } of report.notEvaluated) {
    const one = context.packages.get(packageId);
    if (!one || counts(one)) byReason.set(reason, (byReason.get(reason) ?? new Set()).add(packageId));
  }
  return [...byReason].map(([reason, ids]) => `${count(ids.size, 'package')} not compared with advisories (${reason})`);
}

/** True when entries of CISA's catalogue were loaded, the starter set's own included. */
export function hasExploitedData(report: MatchReport): boolean {
  return report.data.sources.some(({ feed }) => feed === 'kev' || feed === 'starter');
}

/** Why a rule about exploited vulnerabilities cannot be judged without that. */
export const noExploitedData = "CISA's catalogue of exploited vulnerabilities is not loaded: run gantry db update";

/** True when scores of FIRST's forecast were looked up. */
export function hasForecasts({ data, matches }: MatchReport): boolean {
  return data.sources.some(({ feed }) => feed === 'epss') || matches.some(({ epss }) => epss !== undefined);
}

/** Is a version known that is not affected? */
export function hasFix({ fix }: Match): boolean {
  return fix.versions.length > 0 || fix.state === 'fixed';
}
