import type { Bill, Match, MatchReport, Package, PolicyFacts } from '@gantry/core';
import type { EvaluationInput } from '../evaluate.ts';
import type { Policy } from '../model/types.ts';

/** What two verdicts may differ in, in the order in which it is swapped. */
export const causes = ['sbom', 'advisories', 'inspection', 'context', 'policy', 'exceptions', 'clock'] as const;

/** One input of a verdict. */
export type InputName = (typeof causes)[number];

/** Matches the bill of one side with the advisories of the other; null when those advisories are gone. */
export type Rematch = (bill: Bill, advisories: string) => MatchReport | null;

/** The inputs of `before`, with those named taken from `after`. */
export function swapInputs(
  before: EvaluationInput,
  after: EvaluationInput,
  { swapped, rematch }: { readonly swapped: ReadonlySet<InputName>; readonly rematch: Rematch | undefined },
): EvaluationInput {
  const from = (name: InputName): EvaluationInput => (swapped.has(name) ? after : before);
  const bill = from('sbom').facts.bill;
  const advisories = from('advisories').digests.advisories;
  const { report: _report, bill: _bill, inspection: _inspection, ...context } = from('context').facts;
  const facts: PolicyFacts = {
    ...context,
    bill,
    report: reportOf(before, after, { swapped, rematch }),
    inspection: from('inspection').facts.inspection ?? null,
  };
  const inspection = from('inspection').digests.inspection;
  const digests = { sbom: from('sbom').digests.sbom, advisories, ...(inspection === undefined ? {} : { inspection }) };
  const policy = mixedPolicy(from('policy').policy, from('exceptions').policy);
  return { facts, policy, now: from('clock').now, digests };
}

/** The rules of one policy with the allowlists of another; lists that only the first has are empty. */
function mixedPolicy(rules: Policy, exceptions: Policy): Policy {
  if (rules === exceptions) return rules;
  const known = new Set(exceptions.allowlists.map(({ id }) => id));
  const lost = rules.allowlists.filter(({ id }) => !known.has(id)).map((list) => ({ ...list, items: [] }));
  return { ...rules, allowlists: [...exceptions.allowlists, ...lost] };
}

interface Swap {
  readonly swapped: ReadonlySet<InputName>;
  readonly rematch: Rematch | undefined;
}

function reportOf(before: EvaluationInput, after: EvaluationInput, { swapped, rematch }: Swap): MatchReport | null {
  const sbom = swapped.has('sbom') || before.digests.sbom === after.digests.sbom;
  const advisories = swapped.has('advisories') || before.digests.advisories === after.digests.advisories;
  if (sbom && advisories) return after.facts.report;
  if (!sbom && !advisories) return before.facts.report;
  const bill = sbom ? after : before;
  const data = advisories ? after : before;
  const again = rematch?.(bill.facts.bill, data.digests.advisories) ?? null;
  return again ?? spliced(bill.facts, data.facts);
}

/**
 * The matches of one bill as the other side's advisories would have them, worked out from both reports: packages that both
 * bills hold have the matches of the other side; packages that only this bill holds keep their own.
 */
function spliced(bill: PolicyFacts, data: PolicyFacts): MatchReport | null {
  if (bill.report === null || data.report === null) return data.report;
  const there = new Map(data.bill.packages.map((one) => [identity(one), one]));
  const here = new Map(data.bill.packages.map((one) => [one.id, identity(one)]));
  const byIdentity = new Map<string, Match[]>();
  for (const match of data.report.matches) {
    const key = here.get(match.packageId) ?? '';
    byIdentity.set(key, [...(byIdentity.get(key) ?? []), match]);
  }
  const known = new Set(bill.bill.packages.filter((one) => there.has(identity(one))).map(({ id }) => id));
  const shared = bill.bill.packages.filter(({ id }) => known.has(id));
  const matches = [
    ...bill.report.matches.filter(({ packageId }) => !known.has(packageId)),
    ...shared.flatMap((one) => (byIdentity.get(identity(one)) ?? []).map((match) => ({ ...match, packageId: one.id }))),
  ];
  return { ...bill.report, matches, data: data.report.data };
}

function identity({ kind, name, version, locations }: Package): string {
  return JSON.stringify([kind, name, version, locations[0]?.path ?? null]);
}
