import { isCodedError } from '@gantry/core/errors';

/** An error for people: what happened, what to do, the code to look up. The stack only for what is our own fault. */
export function renderError(error: unknown, style: { readonly verbose: boolean; readonly color: boolean }): string {
  if (!isCodedError(error)) return renderUnexpected(error, style.verbose);
  const lines = [`error: ${redact(error.message)} [${error.code}]`];
  if (error.advice) lines.push(`  ${redact(error.advice)}`);
  if (style.verbose && error.cause) lines.push(`  cause: ${redact(describe(error.cause))}`);
  return `${lines.join('\n')}\n`;
}

function renderUnexpected(error: unknown, verbose: boolean): string {
  const text = verbose && error instanceof Error ? (error.stack ?? error.message) : describe(error);
  return `error: ${redact(text)} [UNEXPECTED]\n  This is a fault of Gantry. Run again with -v and report what it prints.\n`;
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Credentials in addresses and headers never reach a terminal or a log. */
export function redact(text: string): string {
  return text
    .replace(/(\b[a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/@]{1,500}@/gi, '$1***@')
    .replace(/\b(authorization: *(?:basic|bearer) +)\S+/gi, '$1***');
}
