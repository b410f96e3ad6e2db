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

/** A reply that is no content, on the way out of the download. */
class OtherStatus extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`the server answered ${status}`);
    this.status = status;
  }
}

async function downloadTo(path: string, url: string, by: { maxBytes: number; network: Network }): Promise<boolean> {
  const { network, maxBytes } = by;
  const { download } = await import('@gantry/io/http');
  const client = await network.client();
  const signal = network.signal ? { signal: network.signal } : {};
  try {
    const request = async (headers: Readonly<Record<string, string>>) =>
      contentOnly(await client.request({ url, headers, ...signal }));
    await download({ request, path, limit: maxBytes, ...signal });
    return true;
  } catch (error) {
    removePath(path);
    if (error instanceof OtherStatus && missing.has(error.status)) return false;
    throw error;
  }
}

async function contentOnly(reply: HttpResponse): Promise<HttpResponse> {
  if ([200, 206, 416].includes(reply.status)) return reply;
  await reply.discard();
  throw new OtherStatus(reply.status);
}

function closeAndRemove(open: OpenAccess, path: string): void {
  open.close();
  removePath(path);
}
