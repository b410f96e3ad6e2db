import type { PolicyFacts } from '@gantry/core';
import { type EvaluationInput, type Policy, parsePolicy } from '@gantry/policy';
import type { Clock } from '../../kernel/clock/index.ts';
import type { Row, Scope } from '../../kernel/db/index.ts';
import type { Facts, FactsRequest } from '../facts/ports.ts';
import type { FactsLoader, ImageFacts } from './facts.ts';
import { noteFirstSeen } from './first-seen.ts';
import type { Inputs } from './inputs.ts';
import { type Judgement, judge } from './judge.ts';
import type { FileLists } from './listed-files.ts';
import { createMemo } from './memo.ts';
import type { PolicyInUse } from './ports.ts';
import { toResult } from './to-wire.ts';
import { weighFindings } from './weigh.ts';

/** What verdicts and policies may take in memory. Bytes. */
const verdictBudget = 64 * 2 ** 20;
const policyBudget = 16 * 2 ** 20;

/**
 * A verdict of the same inputs is given again for this long, with the time at which it was made. Only the clock can have changed by
 * then: rules count ages in days, so a verdict is at most this much late for them; an allowlist item that expires ends it exactly.
 * Milliseconds.
 */
const standsFor = 60_000;

/** A judgement that is given again while it stands. */
export interface StandingVerdict extends Judgement {
  readonly until: number;
  readonly comparison: string | null;
  /** The document of the policy that was used. */
  readonly document: Row<'policy'>['document'];
  /** The evaluation as JSON for replies; made once. */
  readonly text: (detail: boolean) => string;
}

/** Verdicts of inputs. */
export interface Verdicts {
  of(scope: Scope, inputs: Inputs): Promise<StandingVerdict>;
  /** The facts that a verdict was made from; null when they are others by now. */
  facts(scope: Scope, inputs: Inputs, made: StandingVerdict): Promise<PolicyFacts | null>;
  /** What a verdict on the inputs is made of now. */
  inputOf(scope: Scope, inputs: Inputs): Promise<EvaluationInput>;
  /** The policy of a row, read once. */
  policyOf(row: PolicyInUse): Promise<Policy>;
}

/** What verdicts are made with. */
export interface VerdictParts {
  readonly loader: FactsLoader;
  readonly lists: FileLists;
  readonly facts: Pick<Facts, 'context' | 'inspection'>;
  readonly clock: Clock;
}

/** Verdicts that are made once for the same inputs while they stand, also when many ask at once. */
export function createVerdicts(parts: VerdictParts): Verdicts {
  const { clock } = parts;
  const kept = createMemo<StandingVerdict>({
    budget: verdictBudget,
    weigh: ({ verdict }) => weighFindings(verdict.findings),
  });
  const policies = createMemo<Policy>({ budget: policyBudget, weigh: (policy) => 3 * JSON.stringify(policy).length });
  const policyOf = (row: PolicyInUse): Promise<Policy> =>
    policies.get(row.digest, async () => parsePolicy(row.document, row.id).policy);
  return {
    policyOf,
    inputOf: async (scope, inputs) => {
      const { facts, digests } = await loadFacts(parts, scope, inputs);
      return { facts, digests, policy: await policyOf(inputs.policy), now: clock.now().toISOString() };
    },
    facts: async (scope, inputs, { verdict }) => {
      const { facts, digests } = await loadFacts(parts, scope, inputs);
      return digests.advisories === verdict.digests.advisories ? facts : null;
    },
    of: (scope, inputs) => {
      const known = kept.peek(inputs.key);
      if (known !== undefined && !stands(known, clock.now().getTime())) kept.forget(inputs.key);
      return kept.get(inputs.key, async () => {
        const policy = await policyOf(inputs.policy);
        const loaded = await loadFacts(parts, scope, inputs);
        return standing(judge({ ...loaded, policy, now: clock.now() }), inputs, policy);
      });
    },
  };
}

/** Clocks are set back at times: what was made later than now stands no more. */
function stands({ verdict, until }: StandingVerdict, now: number): boolean {
  return Date.parse(verdict.digests.clock) <= now && now < until;
}

async function loadFacts(parts: VerdictParts, scope: Scope, inputs: Inputs) {
  const { image, base, advisories, tag, context, inspection } = inputs;
  const own = await parts.loader.load(scope, image, advisories);
  const compared = base && (await parts.loader.load(scope, base, advisories));
  const facts: PolicyFacts = {
    ...own,
    ...context.facts,
    ...(await inspected(parts, scope, { ...inputs, report: own.report })),
    tag,
    firstSeen: await firstSeenOf(parts, scope, { ...own, tag }),
    base: base && compared ? { reference: base.digest, diffIds: diffIds(compared) } : (context.facts.base ?? null),
  };
  const baseFacts = base && compared && (await factsOfBase(parts, scope, { ...inputs, base, compared, facts }));
  const digests = {
    sbom: image.sbom_digest ?? image.digest,
    advisories: own.report?.data.digest ?? advisories,
    inspection,
  };
  return { facts, baseFacts, digests };
}

/** What was seen in the files of an image, and which of them are known as malicious. */
async function inspected(
  { facts, lists }: VerdictParts,
  scope: Scope,
  { report, ...request }: FactsRequest & Pick<PolicyFacts, 'report'>,
): Promise<Pick<PolicyFacts, 'inspection' | 'report'>> {
  const { account, digest, analyzed_at } = request.image;
  const inspection = await facts.inspection(scope, request);
  const key = `${account} ${digest} ${analyzed_at?.toISOString() ?? ''}`;
  return { inspection, report: report && (await lists.addTo(report, inspection, key)) };
}

/** The base under the same tag, so that the same rules are run. */
async function factsOfBase(
  parts: VerdictParts,
  scope: Scope,
  { base: image, compared, tag, needed, facts }: BaseWish,
): Promise<PolicyFacts> {
  const request = { image, tag, needed };
  const context = await parts.facts.context(scope, request);
  const seen = await inspected(parts, scope, { ...request, report: compared.report });
  const { firstSeen = null } = facts;
  return { ...compared, base: null, ...context.facts, ...seen, tag, firstSeen };
}

interface BaseWish extends Pick<Inputs, 'tag' | 'needed'> {
  readonly base: Row<'image'>;
  readonly compared: ImageFacts;
  readonly facts: PolicyFacts;
}

/** Clocks run from the first look, also when no rule asks for them yet. */
async function firstSeenOf(
  { clock }: VerdictParts,
  scope: Scope,
  { bill, report, tag }: ImageFacts & { readonly tag: string },
): Promise<NonNullable<PolicyFacts['firstSeen']> | null> {
  if (report === null) return null;
  return noteFirstSeen(scope, { lineage: tag.slice(0, tag.lastIndexOf(':')), bill, report, now: clock.now() });
}

function diffIds({ bill: { source } }: Pick<PolicyFacts, 'bill'>): string[] {
  return source.kind === 'image' ? source.layers.map(({ diffId }) => diffId) : [];
}

function standing(judgement: Judgement, { policy: row, base }: Inputs, policy: Policy): StandingVerdict {
  const texts = new Map<boolean, string>();
  const shown = { ...judgement, comparison: base?.digest ?? null, policy: row.document };
  return {
    ...judgement,
    until: standsUntil(policy, Date.parse(judgement.verdict.digests.clock)),
    comparison: shown.comparison,
    document: row.document,
    text: (detail) => {
      const text = texts.get(detail) ?? JSON.stringify(toResult(shown, detail));
      texts.set(detail, text);
      return text;
    },
  };
}

/** The end of a verdict that was made at `now`: a minute later, or when an accepted finding is accepted no more. */
function standsUntil({ allowlists }: Policy, now: number): number {
  const ends = allowlists
    .flatMap(({ items }) => items)
    .flatMap(({ expiresOn }) => (expiresOn === null ? [] : [Date.parse(expiresOn.replace(' ', 'T'))]))
    .filter((end) => end > now);
  return ends.reduce((soonest, end) => Math.min(soonest, end), now + standsFor);
}
