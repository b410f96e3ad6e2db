import { readRevocations, type SummaryVerification, verifySummary } from '@gantry/attest';
import { isDigest } from '@gantry/core/digest';
import { readTextFile } from '@gantry/io/files';
import { tryParseReference } from '@gantry/sbom';
import { cliErrors } from '../errors.ts';
import { printable } from '../render/table.ts';
import { seconds } from '../settings/duration.ts';
import { type OptionValues, text } from '../settings/option.ts';
import { imageDigest } from '../steps/image-digest.ts';
import { trustedKeys } from '../steps/signing-key.ts';
import { type ExitCode, exitCodes } from '../terminal/exit-codes.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { Call } from './command.ts';

/** Signed verdicts and lists of revocations are small. Bytes. */
const maxBytes = 8 * 1024 * 1024;

/** `gantry verdict verify FILE`: exit 1 when it is refused, 3 when it or the list of revocations cannot be judged. */
export async function run({ args, options, terminal }: Call): Promise<ExitCode> {
  const keys = await trustedKeys(options, 'verdict verify');
  const maxAge = text(options, 'maxAge');
  const revocations = text(options, 'revocations');
  const demands = {
    keys,
    now: Date.parse(terminal.now()),
    maxAge: maxAge === undefined ? null : seconds('--max-age', maxAge),
    policyDigest: digestOption(options, { name: 'policyDigest', flag: '--policy-digest' }) ?? null,
    account: text(options, 'ofAccount') ?? null,
    digest: await digestOf(options, terminal),
    revocations: revocations ? readRevocations(await readTextFile(revocations, maxBytes), revocations, keys) : null,
  };
  const result = verifySummary(await readTextFile(args[0] ?? '', maxBytes), demands);
  terminal.out(text(options, 'output') === 'json' ? asJson(result) : asText(result, demands.digest));
  return exitCode(result);
}

/** What is to run: a digest, a reference with one, or an image that is opened for it. */
async function digestOf(options: OptionValues, terminal: Terminal): Promise<string> {
  const digest = digestOption(options, { name: 'digest', flag: '--digest' });
  if (digest !== undefined) return digest;
  const image = text(options, 'image');
  if (!image)
    throw cliErrors.NEEDS({ command: 'verdict verify', what: 'the image: --digest DIGEST or --image TARGET' });
  return tryParseReference(image)?.digest ?? (await imageDigest(image, options, terminal));
}

function digestOption(options: OptionValues, about: { readonly name: string; readonly flag: string }) {
  const value = text(options, about.name);
  if (value === undefined || isDigest(value)) return value;
  throw cliErrors.BAD_OPTION({ option: about.flag, value, allowed: 'a digest such as sha256: and 64 hex digits' });
}

function exitCode(result: SummaryVerification): ExitCode {
  if (result.ok) return exitCodes.ok;
  const unclear = ['malformed', 'payload-type', 'predicate-type', 'stale-revocations'];
  return result.reasons.every(({ code }) => unclear.includes(code)) ? exitCodes.notEvaluated : exitCodes.stop;
}

function asText(result: SummaryVerification, digest: string): string {
  if (!result.ok)
    return result.reasons.map(({ code, because }) => `refused: ${printable(because)} [${code}]\n`).join('');
  const { verdict, verifiedAt, resourceUri } = result.summary;
  return [
    `verified: ${digest} passed the policy ${printable(verdict?.policyName ?? '')} (${verdict?.action ?? ''})`,
    `  resource  ${printable(resourceUri)}`,
    `  evaluated ${verifiedAt}, holds until ${verdict?.expires ?? ''}`,
    `  signed by ${result.by.map(({ id }) => id).join(', ')}`,
    `  verdict   ${result.id}\n`,
  ].join('\n');
}

function asJson(result: SummaryVerification): string {
  const shown = result.ok ? { ...result, by: result.by.map(({ id, algorithm }) => ({ id, algorithm })) } : result;
  return `${JSON.stringify(shown, null, 2)}\n`;
}
