import { envelopeText, revocationsType, type SigningKey, signEnvelope } from '@gantry/attest';
import type { Revocation } from '@gantry/contract/verdicts';
import type { Scope } from '../../kernel/db/index.ts';
import { verdictErrors } from './errors.ts';

/** How long a list may be relied on before a newer one must be had. Milliseconds. */
const listLasts = 7 * 86_400_000;

const forms: Readonly<Record<Revocation['kind'], RegExp>> = {
  key: /^[0-9a-f]{64}$/,
  verdict: /^sha256:[0-9a-f]{64}$/,
  subject: /^sha256:[0-9a-f]{64}$|^sha512:[0-9a-f]{128}$/,
};

/** Notes that something is not to be relied on any more; noting it twice keeps the first reason. VERDICT_BAD_REVOCATION. */
export async function addRevocation(
  scope: Scope,
  { kind, id, reason }: Pick<Revocation, 'kind' | 'id' | 'reason'>,
  now: Date,
): Promise<void> {
  const plain = id.toLowerCase();
  if (!forms[kind].test(plain)) throw verdictErrors.BAD_REVOCATION({ kind, id: id.slice(0, 100) });
  const row = { kind, id: plain, reason: reason.replaceAll('\u0000', ''), created_at: now };
  await scope
    .insert('verdict_revocation', row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The list of an account under a signature, as `gantry verdict verify --revocations` reads it. */
export async function signedRevocations(scope: Scope, key: SigningKey, now: Date): Promise<string> {
  const rows = await scope.select('verdict_revocation').selectAll().orderBy('created_at').orderBy('id').execute();
  const of = (kind: Revocation['kind']) =>
    rows.filter((row) => row.kind === kind).map(({ id, reason }) => ({ id, reason }));
  const list = {
    gantryRevocations: 1,
    // The key signs for every account: without it, the empty list of one would do for another.
    account: scope.account,
    expires: new Date(now.getTime() + listLasts).toISOString(),
    keys: of('key'),
    verdicts: of('verdict'),
    subjects: of('subject'),
  };
  const payload = Buffer.from(JSON.stringify(list), 'utf8');
  return envelopeText(signEnvelope({ payloadType: revocationsType, payload }, [key]));
}
