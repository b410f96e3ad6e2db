import type { Send } from '@gantry/contract/client';
import type { HttpClient, HttpRequest } from '@gantry/io/http';

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
    const bytes = () => reply.bytes(maxReplyBytes);
    return {
      status: reply.status,
      header: (name) => reply.header(name),
      bytes,
      text: async () => new TextDecoder().decode(await bytes()),
    };
  };
}
