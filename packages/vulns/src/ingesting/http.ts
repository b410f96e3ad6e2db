/** How feeds are fetched. `ingesting/network.ts` puts it on the HTTP client of `io`; tests hand in their own. */
export interface FeedHttp {
  /**
   * Hands the body of a GET to `write`, in pieces. `missing` for 404 and 403 of a bucket; any other failure throws.
   * A body of more than `maxBytes` throws.
   */
  download(
    url: string,
    write: (piece: Uint8Array) => void,
    options: { readonly maxBytes: number; readonly signal: AbortSignal | undefined },
  ): Promise<'done' | 'missing'>;
}
