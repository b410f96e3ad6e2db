import { isCodedError } from '@gantry/core/errors';
import { printable } from './printable.ts';

/** Longer texts are cut: an error may quote what an image holds. Characters. */
const maxText = 2000;

/** An error for people: what happened, what to do, the code to look up. The stack only for what is our own fault. */
export function renderError(error: unknown, style: { readonly verbose: boolean }): string {
  if (!isCodedError(error)) return renderUnexpected(error, style.verbose);
  const lines = [`error: ${safe(error.message)} [${error.code}]`];
  if (error.advice) lines.push(`  ${safe(error.advice)}`);
  if (style.verbose && error.cause) lines.push(`  cause: ${safe(describe(error.cause))}`);
  return `${lines.join('\n')}\n`;
}

function renderUnexpected(error: unknown, verbose: boolean): string {
  const text = verbose && error instanceof Error ? (error.stack ?? error.message) : describe(error);
  const lines = text.split('\n').slice(0, 40).map(safe);
  return `error: ${lines.join('\n')} [UNEXPECTED]\n  This is a fault of Gantry. Run again with -v and report what it prints.\n`;
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** No credentials, nothing that steers a terminal, no endless text. */
function safe(text: string): string {
  const clean = printable(redact(text.slice(0, 2 * maxText)));
  return clean.length > maxText ? `${clean.slice(0, maxText)}…` : clean;
}

/** Credentials in addresses and headers never reach a terminal or a log. */
export function redact(text: string): string {
  return text
    .replace(/(\b[a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#]{1,500}@/gi, '$1***@')
    .replace(/\b(authorization: *(?:basic|bearer) +)\S+/gi, '$1***')
    .replace(secretParameter, '$1***');
}

/** Parameters of an address that let their holder in: signed blob addresses of registries have them. */
const secretParameter =
  /([?&](?:access_token|token|password|sig|signature|x-amz-(?:credential|security-token|signature)|x-goog-signature)=)[^&\s]+/gi;
