import { type Action, digestAlgorithm, digestHex, type InputDigests, isDigest } from '@gantry/core';
import { type Envelope, signEnvelope } from '../dsse/index.ts';
import { statementType } from '../intoto/index.ts';
import type { SigningKey } from '../keys/index.ts';

/** The predicate type of summaries: https://slsa.dev/spec/v1.2/verification_summary */
export const summaryType = 'https://slsa.dev/verification_summary/v1';

/** What of a verdict is put under a signature. */
export interface VerdictFacts {
  /** Digest of the manifest that was evaluated. */
  readonly digest: string;
  /** Where the image is fetched from, as a URI or a reference. */
  readonly resourceUri: string;
  readonly action: Action;
  readonly policy: { readonly id: string; readonly name: string };
  readonly inputs: InputDigests;
  readonly verifier: { readonly id: string; readonly version: string };
  /** The account of a server, of which several may sign with one key. */
  readonly account?: string;
  /** RFC 3339 UTC. */
  readonly verifiedAt: string;
  /** How long it may be relied on. Seconds. */
  readonly validFor: number;
}

/** The in-toto statement (version 1) that summarises a verdict: `PASSED` unless it says stop. */
export function makeVerdictSummary(facts: VerdictFacts): Readonly<Record<string, unknown>> {
  const { digest, resourceUri, action, policy, inputs, verifier, account, verifiedAt, validFor } = facts;
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: resourceUri, digest: digestMap(digest) }],
    predicateType: summaryType,
    predicate: {
      verifier: { id: verifier.id, version: { gantry: verifier.version } },
      timeVerified: verifiedAt,
      resourceUri,
      policy: { uri: `gantry:policy/${encodeURIComponent(policy.id)}`, digest: digestMap(inputs.policy) },
      inputAttestations: inputAttestations(inputs),
      verificationResult: action === 'stop' ? 'FAILED' : 'PASSED',
      verifiedLevels: ['SLSA_BUILD_LEVEL_UNEVALUATED'],
      // The specification has fields of others begin with who they are of.
      gantry_verdict: {
        action,
        policyId: policy.id,
        policyName: policy.name,
        ...(account === undefined ? {} : { account }),
        inputs,
        expires: new Date(Date.parse(verifiedAt) + validFor * 1000).toISOString(),
      },
    },
  };
}

/** Signs a statement with one or more keys. */
export function signStatement(
  statement: Readonly<Record<string, unknown>>,
  keys: readonly [SigningKey, ...SigningKey[]],
): Envelope {
  return signEnvelope({ payloadType: statementType, payload: Buffer.from(JSON.stringify(statement), 'utf8') }, keys);
}

/** Everything that a verdict was made from and that is content with a digest; the clock is a time. */
function inputAttestations(inputs: InputDigests): readonly unknown[] {
  return Object.entries(inputs).flatMap(([name, digest]: [string, string]) =>
    isDigest(digest) ? [{ uri: `gantry:input/${name}`, digest: digestMap(digest) }] : [],
  );
}

function digestMap(digest: string): Readonly<Record<string, string>> {
  return isDigest(digest) ? { [digestAlgorithm(digest)]: digestHex(digest) } : {};
}
