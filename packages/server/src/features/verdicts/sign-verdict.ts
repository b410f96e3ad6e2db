import { type Envelope, makeVerdictSummary, type SigningKey, signStatement } from '@gantry/attest';
import type { WholeEvaluation } from '../evaluations/ports.ts';
import { verdictErrors } from './errors.ts';

/** A day, unless the caller says otherwise; at most a month. Seconds. */
const lasts = { usual: 86_400, most: 30 * 86_400 };

/** How a verdict is signed. */
export interface Signing {
  readonly key: SigningKey;
  /** Who verified: the address of this server. */
  readonly verifier: string;
  readonly version: string;
  /** The key is the server's: what is signed says for whom. */
  readonly account: string;
  /** Seconds. */
  readonly validFor: number | undefined;
}

/** Puts a verdict under a signature, also one that says stop (as FAILED). VERDICT_BAD_VALIDITY. */
export function signVerdict({ image, tag, verdict }: WholeEvaluation, signing: Signing): Envelope {
  const { key, verifier, version, account, validFor = lasts.usual } = signing;
  if (validFor < 60 || validFor > lasts.most) throw verdictErrors.BAD_VALIDITY({ seconds: validFor, most: lasts.most });
  const statement = makeVerdictSummary({
    digest: image.digest,
    resourceUri: tag,
    action: verdict.finalAction,
    policy: { id: verdict.policyId, name: verdict.policyName },
    inputs: verdict.digests,
    verifier: { id: verifier, version },
    account,
    verifiedAt: verdict.digests.clock,
    validFor,
  });
  return signStatement(statement, [key]);
}
