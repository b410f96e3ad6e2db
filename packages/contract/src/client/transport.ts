/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** A reply of any status. One of `text` and `bytes` is read, once. */
export interface WireReply {
  readonly status: number;
  header(name: string): string | undefined;
  text(): Promise<string>;
  bytes(): Promise<Uint8Array>;
}

/** Sends a request: over `fetch` in a browser, over the HTTP client of `@gantry/io` in the command line, to a fake in tests. */
export type Send = (request: WireRequest) => Promise<WireReply>;

/** A reply that is passed on as it came. */
export interface Download {
  readonly status: number;
  readonly mediaType: string;
  readonly content: Uint8Array;
}
