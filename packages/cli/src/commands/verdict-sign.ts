import { envelopeText, makeVerdictSummary, signStatement } from '@gantry/attest';
import type { Bill, ImageSource } from '@gantry/core';
import { cliErrors } from '../errors.ts';
import { seconds } from '../settings/duration.ts';
import { type OptionValues, text } from '../settings/option.ts';
import { evaluateTarget } from '../steps/evaluate-target.ts';
import { deliver } from '../steps/output.ts';
import { usablePolicy } from '../steps/policy.ts';
import { withDatabase } from '../steps/report.ts';
import { signingKey } from '../steps/signing-key.ts';
import { warnOfData, warnOfUnread } from '../steps/warnings.ts';
import { type ExitCode, exitCodes } from '../terminal/exit-codes.ts';
import { toolVersion } from '../terminal/tool-version.ts';
import type { Call } from './command.ts';

/** `gantry verdict sign TARGET`: a verdict that says stop is signed too, as FAILED, and the exit is 1 as that of check. */
export async function run({ args, options, terminal }: Call): Promise<ExitCode> {
  const key = await signingKey(options, 'verdict sign');
  const validFor = seconds('--valid-for', text(options, 'validFor') ?? '7d');
  const { policy } = await usablePolicy(text(options, 'policy') ?? 'secure');
  const { verdict, facts } = await withDatabase(terminal, (store) =>
    evaluateTarget(args[0] ?? '', { policy, store, options, terminal }),
  );
  const { bill, report } = facts;
  const source = imageOf(bill);
  const statement = makeVerdictSummary({
    digest: source.manifestDigest,
    resourceUri: resourceUri(source, options),
    action: verdict.finalAction,
    policy: { id: verdict.policyId, name: verdict.policyName },
    inputs: verdict.digests,
    verifier: { id: text(options, 'verifier') ?? '', version: toolVersion },
    verifiedAt: verdict.digests.clock,
    validFor,
  });
  await deliver(`${envelopeText(signStatement(statement, [key]))}\n`, options, terminal);
  warnOfUnread(bill, options, terminal);
  if (report) warnOfData(report, options, terminal);
  return verdict.finalAction === 'stop' ? exitCodes.stop : exitCodes.ok;
}

/** Only an image has a digest that whoever runs it can compare. */
function imageOf({ source }: Bill): ImageSource {
  if (source.kind === 'image') return source;
  throw cliErrors.NO_DIGEST({ target: source.target });
}

/** A layout may name its image `latest` only, which would say nothing to anybody. */
function resourceUri(source: ImageSource, options: OptionValues): string {
  const named = source.reference ?? source.tags.find((tag) => tag.includes('/'));
  return text(options, 'resourceUri') ?? text(options, 'tag') ?? named ?? source.target;
}
