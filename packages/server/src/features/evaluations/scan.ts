import type { PolicyEvaluation } from '@gantry/contract';
import { type Bill, canonicalJson, type Inspection, type MatchReport, sha256OfText } from '@gantry/core';
import type { Clock } from '../../kernel/clock/index.ts';
import type { Scope } from '../../kernel/db/index.ts';
import type { Policies } from '../policies/ports.ts';
import { dockerfileOf } from './facts.ts';
import { judge } from './judge.ts';
import { fullTagOf } from './tags.ts';
import { toResult } from './to-wire.ts';
import type { Verdicts } from './verdicts.ts';

/** A bill that is evaluated once and not stored. */
export interface BillCase {
  readonly bill: Bill;
  /** Null when nothing was matched: gates that need it then say "not evaluated". */
  readonly report: MatchReport | null;
  readonly inspection: Inspection | null;
  readonly tag: string;
  /** Absent: the active policy. */
  readonly policyId?: string;
}

/** What bills are evaluated with. */
export interface BillParts {
  readonly policies: Policies;
  readonly verdicts: Pick<Verdicts, 'policyOf'>;
  readonly clock: Clock;
}

/** Evaluates a bill that is not stored. EVALUATION_BAD_TAG, POLICY_NOT_FOUND. */
export async function evaluateBill(parts: BillParts, scope: Scope, given: BillCase): Promise<PolicyEvaluation> {
  const { bill, report, inspection, policyId } = given;
  const tag = fullTagOf(given.tag);
  const row = await (policyId ? parts.policies.byId(scope, policyId) : parts.policies.active(scope));
  const dockerfile = dockerfileOf({ dockerfile: null, dockerfile_mode: null }, bill);
  const judgement = judge({
    facts: { bill, report, inspection, dockerfile, tag, base: null },
    baseFacts: null,
    policy: await parts.verdicts.policyOf(row),
    now: parts.clock.now(),
    digests: { sbom: sbomDigest(bill), advisories: report?.data.digest ?? 'none', ...inspected(inspection) },
  });
  return {
    policy_id: row.id,
    image_digest: bill.source.kind === 'image' ? bill.source.manifestDigest : '',
    evaluated_tag: given.tag,
    evaluations: [toResult({ ...judgement, policy: row.document, comparison: null }, true)],
  };
}

function inspected(inspection: Inspection | null): { readonly inspection?: string } {
  return inspection === null ? {} : { inspection: sha256OfText(canonicalJson(inspection)) };
}

function sbomDigest({ source, distro, packages, relationships, unread }: Bill): string {
  const content = source.kind === 'image' ? source.manifestDigest : source.kind;
  return sha256OfText(canonicalJson({ content, distro, packages, relationships, unread }));
}
