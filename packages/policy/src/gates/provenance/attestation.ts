import { type Examined, trustsSomebody } from '@gantry/attest';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { found, notEvaluated } from '../../gating/outcome.ts';
import { optional, required } from '../../gating/parameters.ts';
import { anyText, wholeNumber } from '../../gating/validators.ts';
import { whyTooOld } from './age.ts';
import { withAttachments } from './look.ts';
import { notTrusted, type Passed, seenText } from './seen.ts';
import { nobodyTrusted, trustOf, trustParameters, whyBadTrust } from './trust-parameters.ts';

/** Names that cosign has for types that people attest most. */
const shortNames: Readonly<Record<string, string>> = {
  cyclonedx: 'https://cyclonedx.org/bom',
  link: 'https://in-toto.io/Link/v1',
  slsaprovenance: 'https://slsa.dev/provenance/v0.2',
  slsaprovenance02: 'https://slsa.dev/provenance/v0.2',
  slsaprovenance1: 'https://slsa.dev/provenance/v1',
  spdx: 'https://spdx.dev/Document',
  spdxjson: 'https://spdx.dev/Document',
  vuln: 'https://cosign.sigstore.dev/attestation/vuln/v1',
};

export const attestation = defineTrigger({
  name: 'attestation',
  help: 'Fires when no attestation of a type about exactly this image is signed by a trusted key or identity.',
  ours: true,
  needs: ['attachments'],
  params: {
    type: required('predicate_type', anyText, {
      help: "The type of the statement (its predicateType), or cosign's short name for it.",
      example: 'https://slsa.dev/provenance/v1',
    }),
    ...trustParameters,
    days: optional('max_age_days', wholeNumber, {
      help: 'The oldest that will do, in days, by the time that the statement or the transparency log tells.',
      example: '30',
    }),
  },
  check: whyBadTrust,
  run: (context, values) =>
    withAttachments(context, (look) => {
      const trust = trustOf(values);
      if (!trustsSomebody(trust)) return notEvaluated(nobodyTrusted);
      const type = Object.hasOwn(shortNames, values.type) ? (shortNames[values.type] ?? values.type) : values.type;
      const examined = look.examine(trust).filter((one) => isOfType(one, type));
      const old = examined.flatMap((one) => tooOld(one, values.days, context.now));
      const passed = [...notTrusted(examined), ...old];
      if (examined.length > passed.length) return found();
      const message = `No attestation of the type ${type} by a trusted key or identity is there for the image; ${seenText(passed)}`;
      return look.raise({ triggerId: `provenance+attestation+${type}`, message });
    }),
});

/** What cannot be read might be of any type: people shall see why it does not count. */
function isOfType({ claim, attachment }: Examined, type: string): boolean {
  if (claim === null) return attachment.kind !== 'cosign-signature';
  return claim.kind === 'statement' && claim.statement.predicateType === type;
}

function tooOld(one: Examined, days: number | null, now: number): Passed[] {
  const because = one.verification.ok === true && days !== null ? whyTooOld(one, days, now) : null;
  return because === null ? [] : [{ one, because }];
}
