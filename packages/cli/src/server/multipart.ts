import { type RawBody, rawBody } from '@gantry/contract/client';

/** A form with files as the body of a request (RFC 7578). */
export async function formBody(form: FormData): Promise<RawBody> {
  const encoded = new Response(form);
  const content = new Uint8Array(await encoded.arrayBuffer());
  return rawBody(encoded.headers.get('content-type') ?? 'multipart/form-data', content);
}
