import type { Examined } from '@gantry/attest';
import { firstFew } from '../_shared/words.ts';

const names: Readonly<Record<Examined['attachment']['kind'], string>> = {
  'cosign-signature': 'signature',
  dsse: 'attestation',
  'sigstore-bundle': 'bundle',
  statement: 'statement',
};

/** Something that was seen and does not count, and why. */
export interface Passed {
  readonly one: Examined;
  readonly because: string;
}

/** Those that are not by somebody who is trusted, with the reasons. */
export function notTrusted(examined: readonly Examined[]): Passed[] {
  return examined.flatMap((one) => (one.verification.ok === true ? [] : [{ one, because: one.verification.because }]));
}

/** What was seen and why each of it does not count: `nothing of that kind lies beside the image`, or a list. */
export function seenText(passed: readonly Passed[]): string {
  if (passed.length === 0) return 'nothing of that kind lies beside the image';
  const list = passed.map(({ one, because }) => `${nameOf(one)}: ${because}`);
  return `seen: ${firstFew(list, 5)}`;
}

function nameOf({ attachment, claim }: Examined): string {
  const type = claim?.kind === 'statement' ? ` (${claim.statement.predicateType.slice(0, 100)})` : '';
  return `${names[attachment.kind]} ${attachment.digest.slice(0, 19)}${type}`;
}
