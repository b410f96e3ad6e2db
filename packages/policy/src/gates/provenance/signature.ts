import { type Examined, signerName, trustsSomebody } from '@gantry/attest';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { found, notEvaluated } from '../../gating/outcome.ts';
import { withDefault } from '../../gating/parameters.ts';
import { wholeNumber } from '../../gating/validators.ts';
import { withAttachments } from './look.ts';
import { notTrusted, seenText } from './seen.ts';
import { nobodyTrusted, trustOf, trustParameters, whyBadTrust } from './trust-parameters.ts';

export const signature = defineTrigger({
  name: 'signature',
  help: 'Fires when too few trusted keys or identities signed exactly this image, or the index that lists it.',
  ours: true,
  needs: ['attachments'],
  params: {
    ...trustParameters,
    least: withDefault('min_signatures', wholeNumber, {
      help: 'How many different keys or identities must have signed.',
      example: '2',
      fallback: '1',
    }),
  },
  check: (values) => [
    ...whyBadTrust(values),
    ...(values.least === 0 ? [{ parameter: 'min_signatures', details: 'min_signatures must be 1 or more' }] : []),
  ],
  run: (context, values) =>
    withAttachments(context, (look) => {
      const trust = trustOf(values);
      if (!trustsSomebody(trust)) return notEvaluated(nobodyTrusted);
      const signatures = look.examine(trust).filter(isSignature);
      const signers = new Set(
        signatures.flatMap(({ verification }) => (verification.ok === true ? verification.by.map(signerName) : [])),
      );
      if (signers.size >= values.least) return found();
      const message = `The image has ${signers.size} of ${values.least} signatures by trusted keys or identities; ${seenText(notTrusted(signatures))}`;
      return look.raise({ triggerId: 'provenance+signature', message });
    }),
});

/** What cannot be read counts as what it is stored as. */
function isSignature({ claim, attachment }: Examined): boolean {
  return claim === null ? attachment.kind !== 'dsse' && attachment.kind !== 'statement' : claim.kind === 'signature';
}
