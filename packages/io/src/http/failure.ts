import { isCodedError } from '@gantry/core/errors';
import { ioErrors } from '../errors/index.ts';
import { redactUrl } from './redact.ts';

const timeouts: ReadonlySet<string> = new Set([
  'ETIMEDOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
]);
const passing: ReadonlySet<string> = new Set(['IO_HTTP_BROKEN', 'IO_HTTP_TIMEOUT', 'IO_HTTP_UNREACHABLE']);

/** The coded error for what undici, TLS or the resolver reported. */
export function httpFailure(cause: unknown, url: URL): Error {
  if (isCodedError(cause)) return cause;
  const because = codeOf(cause);
  const facts = { url: redactUrl(url), because };
  if (timeouts.has(because)) return ioErrors.HTTP_TIMEOUT(facts, { cause });
  if (
    /^(?:CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_|ERR_SSL_|EPROTO|HOSTNAME_MISMATCH|UND_ERR_PRX_TLS)/.test(
      because,
    )
  )
    return ioErrors.HTTP_TLS(facts, { cause });
  if (because === 'ENOTFOUND') return ioErrors.HTTP_NAME(facts, { cause });
  return ioErrors.HTTP_UNREACHABLE(facts, { cause });
}

/**
 * May a request that failed so succeed when it is repeated? `attempt` counts those that failed in a row, from 1. A minute of silence is repeated
 * once: a server that says nothing twice would hold its caller for many minutes.
 */
export function isWorthRepeating(error: unknown, attempt: number): boolean {
  if (!isCodedError(error) || !passing.has(error.code)) return false;
  return error.code !== 'IO_HTTP_TIMEOUT' || attempt === 1;
}

function codeOf(error: unknown): string {
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  if (typeof code === 'string') return code;
  return cause === undefined || cause === null ? 'unknown' : codeOf(cause);
}
