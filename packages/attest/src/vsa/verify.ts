import { digestAlgorithm, digestHex, isCodedError, isDigest } from '@gantry/core';
import { type Envelope, envelopeDigest, readEnvelope, signersOf } from '../dsse/index.ts';
import { isAbout, type Statement, statementOf, statementType } from '../intoto/index.ts';
import { reasonOf, shown } from '../json/index.ts';
import type { PublicKey } from '../keys/index.ts';
import { summaryOf, type VerificationSummary } from './read.ts';
import type { Revocations } from './revocations.ts';
import { timeOf } from './time.ts';

/** What a signed verdict is held to. */
export interface SummaryDemands {
  readonly keys: readonly PublicKey[];
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Digest of the image that is about to run. */
  readonly digest: string;
  /** The oldest verdict that will do, in seconds; null: as long as the verdict says itself. */
  readonly maxAge?: number | null;
  readonly revocations?: Revocations | null;
  /** Digest of the policy that must have been asked; null: any. */
  readonly policyDigest?: string | null;
  /** The account of the server whose verdict it must be; null: any. */
  readonly account?: string | null;
}

/** Why a signed verdict is not relied on. */
export type SummaryRefusal =
  | 'malformed'
  | 'payload-type'
  | 'predicate-type'
  | 'unknown-key'
  | 'revoked'
  | 'wrong-subject'
  | 'failed-result'
  | 'not-yet-valid'
  | 'expired'
  | 'too-old'
  | 'inconsistent'
  | 'wrong-policy'
  | 'wrong-account'
  | 'stale-revocations';

/** The verdict, when it may be relied on; otherwise every reason why not that could be told. */
export type SummaryVerification =
  | {
      readonly ok: true;
      /** What names it in revocation lists. */
      readonly id: string;
      readonly by: readonly [PublicKey, ...PublicKey[]];
      readonly summary: VerificationSummary;
    }
  | {
      readonly ok: false;
      readonly id: string | null;
      readonly reasons: readonly { readonly code: SummaryRefusal; readonly because: string }[];
    };

type Reason = Extract<SummaryVerification, { ok: false }>['reasons'][number];

/** Clocks of two machines differ by less. Milliseconds. */
const skew = 5 * 60_000;

/**
 * Verifies a signed verdict without any network. It closes at everything that is not as it must be: an unknown or revoked key, another
 * image, a verdict that says stop, one that has expired, is too old or from the future, one that contradicts itself. Never throws for
 * what the text holds.
 */
export function verifySummary(text: string, demands: SummaryDemands): SummaryVerification {
  let id: string | null = null;
  try {
    const envelope = readEnvelope(text, 'the signed verdict');
    id = envelopeDigest(envelope);
    if (envelope.payloadType !== statementType)
      return refused(id, 'payload-type', `it holds ${shown(envelope.payloadType)} and no statement`);
    const signed = trustedSigners(envelope, demands);
    if (!signed.ok) return { ok: false, id, reasons: [signed.reason] };
    const statement = statementOf(envelope, 'the signed verdict');
    const summary = summaryOf(statement, 'the signed verdict');
    if (summary === null) return refused(id, 'predicate-type', `it states ${shown(statement.predicateType)}`);
    const reasons = [...aboutSubject(statement, id, demands), ...aboutSummary(summary, demands)];
    return reasons.length > 0 ? { ok: false, id, reasons } : { ok: true, id, by: signed.by, summary };
  } catch (error) {
    if (!isCodedError(error)) throw error;
    return refused(id, 'malformed', reasonOf(error));
  }
}

function refused(id: string | null, code: SummaryRefusal, because: string): SummaryVerification {
  return { ok: false, id, reasons: [{ code, because }] };
}

/** Nothing of what is in it is looked at before somebody who is believed has signed it. */
function trustedSigners(
  envelope: Envelope,
  { keys, revocations }: SummaryDemands,
): { ok: true; by: readonly [PublicKey, ...PublicKey[]] } | { ok: false; reason: Reason } {
  const signers = signersOf(envelope, keys);
  const [first, ...others] = signers.filter(({ id }) => !revocations?.keys.has(id));
  if (first !== undefined) return { ok: true, by: [first, ...others] };
  const [revoked] = signers;
  const reason: Reason =
    revoked === undefined
      ? { code: 'unknown-key', because: 'none of the given keys signed it as it is' }
      : { code: 'revoked', because: `the key ${revoked.id} is revoked: ${why(revocations?.keys, revoked.id)}` };
  return { ok: false, reason };
}

function aboutSubject(statement: Statement, id: string, demands: SummaryDemands): readonly Reason[] {
  const { digest, revocations, now } = demands;
  const reasons: Reason[] = [];
  const add = (code: SummaryRefusal, because: string) => void reasons.push({ code, because });
  if (!isDigest(digest) || !isAbout(statement, [digest])) add('wrong-subject', `it is not about ${shown(digest)}`);
  if (revocations?.verdicts.has(id)) add('revoked', `it is revoked: ${why(revocations.verdicts, id)}`);
  if (revocations?.subjects.has(digest)) add('revoked', `the image is revoked: ${why(revocations.subjects, digest)}`);
  if (revocations?.expires != null && revocations.expires < now)
    add('stale-revocations', 'the revocation list has expired: a newer one is needed');
  return reasons;
}

function aboutSummary(summary: VerificationSummary, demands: SummaryDemands): readonly Reason[] {
  const reasons: Reason[] = [...aboutTime(summary, demands)];
  const add = (code: SummaryRefusal, because: string) => void reasons.push({ code, because });
  const { verdict, result } = summary;
  if (result !== 'PASSED') add('failed-result', 'its result is FAILED');
  if (verdict === null) add('malformed', 'it has no verdict of Gantry: what it was made from is not known');
  else if (!isConsistent(summary, verdict.inputs.policy, verdict.action))
    add('inconsistent', 'its parts contradict each other');
  const { policyDigest } = demands;
  if (policyDigest != null && verdict?.inputs.policy !== policyDigest)
    add('wrong-policy', 'another policy was asked than the one that is demanded');
  return [...reasons, ...aboutAccount(verdict?.account ?? null, demands)];
}

/** Accounts of a server sign with one key: what one says of an image, and takes back, is not what another does. */
function aboutAccount(account: string | null, demands: SummaryDemands): readonly Reason[] {
  const because = (what: string) => [{ code: 'wrong-account' as const, because: what }];
  if (demands.account != null && demands.account !== account)
    return because(`it is of ${account === null ? 'no account' : `the account ${shown(account)}`}`);
  const list = demands.revocations?.account ?? null;
  return list === null || list === account ? [] : because(`the revocation list is of the account ${shown(list)}`);
}

function isConsistent({ result, policyDigest }: VerificationSummary, policy: string, action: string): boolean {
  const sameResult = (result === 'FAILED') === (action === 'stop');
  return sameResult && isDigest(policy) && policyDigest[digestAlgorithm(policy)] === digestHex(policy);
}

function aboutTime({ verifiedAt, verdict }: VerificationSummary, { now, maxAge }: SummaryDemands): readonly Reason[] {
  const made = timeOf(verifiedAt);
  const end = timeOf(verdict?.expires);
  if (made === null) return [{ code: 'malformed', because: 'its time is none' }];
  const reasons: Reason[] = [];
  if (made > now + skew) reasons.push({ code: 'not-yet-valid', because: `it is from ${verifiedAt}, which is to come` });
  if (verdict !== null && end === null) reasons.push({ code: 'malformed', because: 'its end is no time' });
  if (end !== null && end <= now)
    reasons.push({ code: 'expired', because: `it held until ${shown(verdict?.expires ?? '')}` });
  if (maxAge != null && made + maxAge * 1000 < now)
    reasons.push({ code: 'too-old', because: `it is from ${verifiedAt} and older than ${maxAge} s` });
  return reasons;
}

function why(list: ReadonlyMap<string, string> | undefined, id: string): string {
  return shown(list?.get(id) ?? '');
}
