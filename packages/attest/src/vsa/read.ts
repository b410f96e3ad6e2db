import { type Action, type InputDigests, isRecord } from '@gantry/core';
import { attestErrors } from '../errors.ts';
import type { Statement } from '../intoto/index.ts';
import { summaryType } from './make.ts';

/** What a summary of a verification says. */
export interface VerificationSummary {
  readonly verifierId: string;
  /** RFC 3339, as stated. */
  readonly verifiedAt: string;
  readonly resourceUri: string;
  readonly result: 'PASSED' | 'FAILED';
  readonly levels: readonly string[];
  readonly policyUri: string;
  readonly policyDigest: Readonly<Record<string, string>>;
  /** What Gantry adds; null in summaries of others. */
  readonly verdict: SummarizedVerdict | null;
}

/** What Gantry's own summaries say besides. */
export interface SummarizedVerdict {
  readonly action: Action;
  readonly policyId: string;
  readonly policyName: string;
  /** The account of the server that signed; null: it has none. */
  readonly account: string | null;
  readonly inputs: InputDigests;
  /** RFC 3339, as stated. */
  readonly expires: string;
}

const inputNames = ['sbom', 'advisories', 'inspection', 'context', 'policy', 'exceptions', 'clock'] as const;

/** Reads the summary of a statement; null for statements of other types. Fails with `ATTEST_BAD_SUMMARY`. */
export function summaryOf({ predicateType, predicate }: Statement, name: string): VerificationSummary | null {
  if (predicateType !== summaryType) return null;
  const bad = (because: string) => attestErrors.BAD_SUMMARY({ name, because });
  const { verifier, policy, verificationResult: result, verifiedLevels: levels = [] } = predicate;
  if (result !== 'PASSED' && result !== 'FAILED') throw bad('its result is neither PASSED nor FAILED');
  if (!Array.isArray(levels) || !levels.every((level) => typeof level === 'string'))
    throw bad('its levels are no list of texts');
  const policyFields = isRecord(policy) ? policy : {};
  const digest = policyFields['digest'] ?? {};
  return {
    verifierId: needed(isRecord(verifier) ? verifier['id'] : null, 'verifier', bad),
    verifiedAt: needed(predicate['timeVerified'], 'time', bad),
    resourceUri: needed(predicate['resourceUri'], 'resourceUri', bad),
    result,
    levels: levels as readonly string[],
    policyUri: typeof policyFields['uri'] === 'string' ? policyFields['uri'] : '',
    policyDigest: isRecord(digest) ? textsOf(digest) : {},
    verdict: predicate['gantry_verdict'] === undefined ? null : verdictIn(predicate['gantry_verdict'], bad),
  };
}

type Bad = (because: string) => Error;

function verdictIn(value: unknown, bad: Bad): SummarizedVerdict {
  if (!isRecord(value)) throw bad('its verdict is not an object');
  const { action, inputs } = value;
  if (action !== 'stop' && action !== 'warn' && action !== 'go') throw bad('its action is not known');
  if (!isRecord(inputs)) throw bad('it has no digests of its inputs');
  const digests = inputNames.map((name) => [name, needed(inputs[name], `digest of ${name}`, bad)] as const);
  return {
    action,
    policyId: needed(value['policyId'], 'policy id', bad),
    policyName: typeof value['policyName'] === 'string' ? value['policyName'] : '',
    account: value['account'] === undefined ? null : needed(value['account'], 'account', bad),
    // Every name of the type was put in just above, which the compiler cannot see through `Object.fromEntries`.
    inputs: Object.fromEntries(digests) as Record<(typeof inputNames)[number], string>,
    expires: needed(value['expires'], 'end', bad),
  };
}

function needed(value: unknown, what: string, bad: Bad): string {
  if (typeof value !== 'string' || value === '' || value.length > 2000) throw bad(`its ${what} is missing`);
  return value;
}

function textsOf(record: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(record).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
