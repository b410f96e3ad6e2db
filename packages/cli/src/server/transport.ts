import type { Send } from '@gantry/contract/client';
import type { HttpClient, HttpRequest, HttpResponse } from '@gantry/io/http';
import { cliErrors } from '../errors.ts';

/** Answers larger than this are refused: SBOMs of large images have 100 MB. Bytes. */
const maxReplyBytes = 512 << 20;

/** The transport of the API client over the HTTP client of this program. */
export function sendOver(http: HttpClient, signal: AbortSignal): Send {
  return async (request) => {
    const reply = await http.request({
      ...request,
      method: request.method as NonNullable<HttpRequest['method']>,
      signal,
    });
    await refuseMoved(request.url, reply);
    const bytes = () => reply.bytes(maxReplyBytes);
    return {
      status: reply.status,
      header: (name) => reply.header(name),
      bytes,
      text: async () => new TextDecoder().decode(await bytes()),
    };
  };
}

/** A redirect to elsewhere loses the credentials, and a change that was asked for may become a question. */
async function refuseMoved(asked: string, reply: HttpResponse): Promise<void> {
  const { origin } = new URL(asked);
  if (reply.url.origin === origin) return;
  await reply.discard();
  throw cliErrors.MOVED({ from: origin, to: reply.url.origin });
}
