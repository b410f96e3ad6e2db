import { type ComparedPackages, canonicalJson, type PolicyFacts, sha256OfText } from '@gantry/core';

const known = new WeakMap<PolicyFacts, string>();

/** The digest (sha256) of the facts that are neither bill, matches nor inspection. What is content-addressed itself counts by its digest. */
export function contextDigest(facts: PolicyFacts): string {
  const digest = known.get(facts) ?? sha256OfText(canonicalJson(contextOf(facts)));
  known.set(facts, digest);
  return digest;
}

function contextOf(facts: PolicyFacts): unknown {
  const { tag, dockerfile, base, ancestry, previous, relatedSources } = facts;
  return {
    tag,
    dockerfile,
    base: base ?? null,
    ancestry: ancestry ?? null,
    previous: typeof previous === 'object' ? (previous?.digest ?? null) : (previous ?? null),
    relatedSources: relatedSources?.map(digestOf) ?? null,
    stigEvaluations: facts.stigEvaluations?.map(({ id, sha256, evaluatedAt }) => [id, sha256, evaluatedAt]) ?? null,
    attachments: facts.attachments ?? null,
    annotations: facts.annotations ?? null,
    firstSeen: facts.firstSeen ?? null,
    vulnerabilityAnnotations: facts.vulnerabilityAnnotations ?? null,
  };
}

function digestOf({ digest }: ComparedPackages): string {
  return digest;
}
