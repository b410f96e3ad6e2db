import type { Finding, PolicyFacts, Verdict } from '@gantry/core';
import { readTime } from '../model/time.ts';
import type { Policy } from '../model/types.ts';
import { groupBy } from './group-by.ts';
import type { Acceptance } from './types.ts';

/** How long an acceptance holds, in days: long enough to find a better way, and short enough that somebody looks again. */
const acceptedDays = 30;

/** A longer list is no decision about findings any more but one about the policy. */
const mostAcceptances = 20;

/**
 * Entries of an allowlist for findings that still stop and that nothing else is known to turn. Null when some of them is not to be
 * accepted, so that the entries would not turn the verdict: malware, an unconditional stop, a denied image, a finding for which other
 * advice exists, an id that would cover other findings as a wildcard, or simply too many.
 */
export function acceptancesFor(remaining: readonly Finding[], facts: PolicyFacts, now: string): Acceptance[] | null {
  const start = readTime(now);
  const malicious = maliciousNames(facts);
  if (start === null || remaining.length === 0) return null;
  if (!remaining.every((finding) => isAcceptable(finding, malicious))) return null;
  const groups = [...groupBy(remaining, ({ gate, triggerId }) => [`${gate} ${triggerId}`]).values()];
  if (groups.length > mostAcceptances) return null;
  const expiresOn = new Date(start + acceptedDays * 86_400_000).toISOString();
  return groups.flatMap((group): Acceptance[] => {
    const [first] = group;
    if (first === undefined) return [];
    const { gate, triggerId } = first;
    const ruleIds = [...new Set(group.map(({ ruleId }) => ruleId))];
    const says = `accept until ${expiresOn.slice(0, 10)}, as a risk that stays: ${first.message}`;
    return [{ gate, triggerId, expiresOn, ruleIds, says }];
  });
}

function isAcceptable(finding: Finding, malicious: ReadonlySet<string>): boolean {
  const { gate, trigger, triggerId, fix, vulnerability } = finding;
  if (gate === 'malware' || gate === 'always' || trigger === 'malicious_package') return false;
  if (vulnerability !== null && malicious.has(vulnerability)) return false;
  // An upgrade that is known and was not enough is no other way; advice that nobody tried out here is one.
  const hasOtherWay = fix !== null && fix.kind !== 'upgrade';
  return !hasOtherWay && !triggerId.includes('*');
}

function maliciousNames({ report }: PolicyFacts): Set<string> {
  const hits = (report?.matches ?? []).filter(({ malicious }) => malicious);
  return new Set(hits.flatMap(({ vulnerability, advisory, aliases }) => [vulnerability, advisory, ...aliases]));
}

const listId = 'gantry-proposed-acceptances';

/** The policy with the acceptances in an allowlist of their own, in force where the verdict was made. */
export function withAcceptances(policy: Policy, acceptances: readonly Acceptance[], verdict: Verdict): Policy {
  const items = acceptances.map(({ gate, triggerId, expiresOn, says }, at) => ({
    id: `acceptance-${at + 1}`,
    gate,
    triggerId,
    expiresOn,
    description: says,
  }));
  const list = { id: listId, name: 'Proposed acceptances', version: '2', description: '', items };
  const mapped = <M extends { readonly id: string; readonly allowlistIds: readonly string[] }>(mapping: M): M =>
    mapping.id === verdict.matchedMapping?.id
      ? { ...mapping, allowlistIds: [...mapping.allowlistIds, listId] }
      : mapping;
  return {
    ...policy,
    allowlists: [...policy.allowlists, list],
    mappings: policy.mappings.map(mapped),
    sourceMappings: policy.sourceMappings.map(mapped),
    sbomMappings: policy.sbomMappings.map(mapped),
  };
}
