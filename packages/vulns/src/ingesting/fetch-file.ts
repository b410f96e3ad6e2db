import { isCodedError } from '@gantry/core';
import { type OpenAccess, openAccess, removePath } from '@gantry/io/files';
import type { HttpClient, HttpResponse } from '@gantry/io/http';
import { vulnsErrors } from '../errors.ts';

/** What fetching needs. */
export interface Network {
  /** Made when a URL is first asked for: reading from disk needs no network code. */
  client(): Promise<HttpClient>;
  /** Downloads go here; the caller removes it. */
  readonly folder: string;
  readonly signal: AbortSignal | undefined;
}

/** Statuses by which servers and buckets say that there is no such file. */
const missing: ReadonlySet<number> = new Set([403, 404, 410]);

let downloads = 0;

/**
 * Downloads a file into the work folder and opens it; null when the server has none. Closing removes it.
 * VULNS_FEED_UNREACHABLE, VULNS_ABANDONED.
 */
export async function fetchFile(url: string, maxBytes: number, network: Network): Promise<OpenAccess | null> {
  downloads += 1;
  const path = `${network.folder}/download-${downloads}`;
  try {
    if (!(await downloadTo(path, url, { maxBytes, network }))) return null;
    const open = openAccess(path);
    return { access: open.access, close: () => closeAndRemove(open, path) };
  } catch (cause) {
    removePath(path);
    if (network.signal?.aborted) throw vulnsErrors.ABANDONED({}, { cause });
    throw vulnsErrors.FEED_UNREACHABLE(
      { url, because: isCodedError(cause) ? cause.message : String(cause) },
      { cause },
    );
  }
}

async function downloadTo(path: string, url: string, by: { maxBytes: number; network: Network }): Promise<boolean> {
  const { network, maxBytes } = by;
  const signal = network.signal ? { signal: network.signal } : {};
  const client = await network.client();
  // The client has its own patience with a server that does not answer; the download's is for one that breaks off.
  let first: HttpResponse | null = await client.request({ url, ...signal });
  if (missing.has(first.status)) {
    await first.discard();
    return false;
  }
  const request = async (headers: Readonly<Record<string, string>>) => {
    const reply = first ?? (await client.request({ url, headers, ...signal }));
    first = null;
    return await contentOnly(reply);
  };
  const { download } = await import('@gantry/io/http');
  await download({ request, path, limit: maxBytes, ...signal });
  return true;
}

async function contentOnly(reply: HttpResponse): Promise<HttpResponse> {
  if ([200, 206, 416].includes(reply.status)) return reply;
  await reply.discard();
  throw new Error(`the server answered ${reply.status}`);
}

function closeAndRemove(open: OpenAccess, path: string): void {
  open.close();
  removePath(path);
}
