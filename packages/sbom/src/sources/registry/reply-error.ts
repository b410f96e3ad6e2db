import type { HttpResponse } from '@gantry/io/http';
import { sbomErrors } from '../../errors.ts';
import { asRecord, parseBoundedJson } from '../_shared/bounded-json.ts';

const bodyLimit = 64 << 10;

/** The coded error for a reply that is no success. */
export async function replyError(reply: HttpResponse, reference: string): Promise<Error> {
  const code = await errorCode(reply);
  if (reply.status === 401 || reply.status === 403)
    return sbomErrors.PULL_DENIED({ reference, because: code ?? `it answered ${reply.status}` });
  if (reply.status === 404) return sbomErrors.PULL_MISSING({ reference });
  if (reply.status === 429) return sbomErrors.PULL_LIMITED({ reference });
  return sbomErrors.PULL_FAILED({ reference, status: reply.status, because: code ?? 'it gave no reason' });
}

/** The first code of the specification's error body: `MANIFEST_UNKNOWN`. Texts of the server are not repeated. */
async function errorCode(reply: HttpResponse): Promise<string | undefined> {
  try {
    const errors = asRecord(parseBoundedJson(await reply.bytes(bodyLimit), 'reply'))?.['errors'];
    const code = Array.isArray(errors) ? asRecord(errors[0])?.['code'] : undefined;
    return typeof code === 'string' && /^[A-Z_]{1,40}$/.test(code) ? code : undefined;
  } catch {
    // A body that is no JSON, or broke off, adds nothing to the status.
    return undefined;
  }
}
