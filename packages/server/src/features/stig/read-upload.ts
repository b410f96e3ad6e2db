import type { Call } from '../../kernel/http/index.ts';
import { stigErrors } from './errors.ts';
import type { StigUpload } from './store.ts';

/** Largest document that is taken. Bytes. */
const maxBytes = 32 * 2 ** 20;

/** Reads the form of an upload. STIG_FILE_MISSING, STIG_TOO_LARGE. */
export async function readUpload(call: Pick<Call<never>, 'files'>): Promise<StigUpload> {
  let profile: string | null = null;
  let file: string | null = null;
  for await (const { field, text, content } of call.files()) {
    if (field === 'stig_profile' && text !== null && text !== '') profile = text;
    else if (field === 'file' && file === null) file = await textOf(content);
  }
  if (file === null) throw stigErrors.FILE_MISSING();
  // NUL is no character of either format, and none that the database stores.
  return { profile: profile?.replaceAll('\u0000', '') ?? null, text: file };
}

async function textOf(content: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of content) {
    size += chunk.length;
    if (size > maxBytes) throw stigErrors.TOO_LARGE({ limit: maxBytes });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
