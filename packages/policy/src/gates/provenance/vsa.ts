import { type Examined, summaryOf, trustsSomebody, type VerificationSummary } from '@gantry/attest';
import { isCodedError } from '@gantry/core';
import type { GateContext } from '../../gating/context.ts';
import { defineTrigger } from '../../gating/define-trigger.ts';
import { found, notEvaluated } from '../../gating/outcome.ts';
import { optional } from '../../gating/parameters.ts';
import { anyText, commaList, wholeNumber } from '../../gating/validators.ts';
import { readTime } from '../../model/time.ts';
import { whyTooOld } from './age.ts';
import { withAttachments } from './look.ts';
import { type Passed, seenText } from './seen.ts';
import { nobodyTrusted, trustOf, trustParameters, whyBadTrust } from './trust-parameters.ts';

const summaryType = 'https://slsa.dev/verification_summary/v1';

export const vsa = defineTrigger({
  name: 'vsa',
  help: 'Fires when no summary of a verification (VSA) by a trusted key or identity says that this image passed.',
  ours: true,
  needs: ['attachments'],
  params: {
    resourceUri: optional('resource_uri', anyText, {
      help: 'The resource that the summary must be about; any when not set.',
      example: 'registry.example.com/team/app',
    }),
    verifiers: optional('verifiers', commaList, {
      help: 'Ids of verifiers that will do; any whom the rule trusts when not set.',
      example: 'https://example.com/verifier',
    }),
    levels: optional('min_levels', commaList, {
      help: 'Levels that must have been verified, or higher ones of the same track.',
      example: 'SLSA_BUILD_LEVEL_3',
    }),
    ...trustParameters,
    days: optional('max_age_days', wholeNumber, { help: 'The oldest that will do, in days.', example: '7' }),
  },
  check: whyBadTrust,
  run: (context, values) =>
    withAttachments(context, (look) => {
      const trust = trustOf(values);
      if (!trustsSomebody(trust)) return notEvaluated(nobodyTrusted);
      const examined = look.examine(trust).filter(isSummary);
      const passed = examined.flatMap((one): Passed[] => {
        const because = whyNot(one, values, context);
        return because === null ? [] : [{ one, because }];
      });
      if (examined.length > passed.length) return found();
      const message = `No trusted summary says that the image passed; ${seenText(passed)}`;
      return look.raise({ triggerId: 'provenance+vsa', message });
    }),
});

interface Demands {
  readonly resourceUri: string | null;
  readonly verifiers: readonly string[] | null;
  readonly levels: readonly string[] | null;
  readonly days: number | null;
}

function isSummary({ claim }: Examined): boolean {
  return claim?.kind === 'statement' && claim.statement.predicateType === summaryType;
}

/** Why a summary does not count, or null. */
function whyNot(one: Examined, demands: Demands, { now }: GateContext): string | null {
  if (one.verification.ok !== true) return one.verification.because;
  const summary = readSummary(one);
  if (typeof summary === 'string') return summary;
  const { verdict, verifierId, resourceUri, result, levels } = summary;
  if (result !== 'PASSED') return 'its result is FAILED';
  if (demands.verifiers !== null && !demands.verifiers.includes(verifierId))
    return `it is by the verifier ${verifierId.slice(0, 200)}`;
  if (demands.resourceUri !== null && demands.resourceUri !== resourceUri)
    return `it is about ${resourceUri.slice(0, 200)}`;
  const missing = demands.levels?.find((wanted) => !levels.some((level) => reaches(level, wanted)));
  if (missing !== undefined) return `it does not say ${missing}`;
  const ends = verdict === null ? null : readTime(verdict.expires);
  if (verdict !== null && (ends === null || ends <= now)) return `it held until ${verdict.expires.slice(0, 40)}`;
  return demands.days === null ? null : whyTooOld(one, demands.days, now);
}

function readSummary({ claim, attachment }: Examined): VerificationSummary | string {
  try {
    const summary = claim?.kind === 'statement' ? summaryOf(claim.statement, attachment.digest) : null;
    return summary ?? 'it is no summary';
  } catch (error) {
    if (!isCodedError(error)) throw error;
    return error.message;
  }
}

/** `SLSA_BUILD_LEVEL_3` reaches `SLSA_BUILD_LEVEL_2`; names of another form must be the same. */
function reaches(level: string, wanted: string): boolean {
  const form = /^(\w{1,80}_LEVEL_)(\d{1,3})$/;
  const [, track, number] = form.exec(level) ?? [];
  const [, wantedTrack, wantedNumber] = form.exec(wanted) ?? [];
  return level === wanted || (track !== undefined && track === wantedTrack && Number(number) >= Number(wantedNumber));
}
