import type { BodyOf, FormOf, Operation, ParamsOf, QueryOf, ReplyBody, StatusOf } from '@gantry/contract';
import type { Scope } from '../db/index.ts';
import type { Logger } from '../log/index.ts';

/** Who calls, after sign-in; `auth` fills it. */
export interface HttpCaller {
  readonly userId: string;
  readonly username: string;
  /** The account that the user belongs to. */
  readonly homeAccount: string;
  /** The account that this request is about: `x-anchore-account`, else the home account. */
  readonly account: string;
  /** Permissions in `account`. */
  readonly permissions: ReadonlySet<string>;
  /** May look and act across accounts. */
  readonly systemAdmin: boolean;
}

/** A request after validation and permission checks. */
export interface Call<O extends Operation> {
  readonly params: ParamsOf<O>;
  readonly query: QueryOf<O>;
  readonly body: BodyOf<O>;
  readonly form: FormOf<O>;
  /** Who calls; for `public` operations nobody (reading it there is a bug and throws). */
  readonly caller: HttpCaller;
  /** The rows of the caller's account. */
  readonly scope: Scope;
  /** Bytes of a body that is not JSON, within the limit of the server. */
  bytes(): Promise<Uint8Array>;
  /** Parts of a multipart form, one after another: files, and plain fields with their text. */
  files(): AsyncIterable<{
    readonly field: string;
    /** Name of the file; empty for a plain field. */
    readonly name: string;
    /** The value of a plain field; null for a file. */
    readonly text: string | null;
    readonly content: AsyncIterable<Uint8Array>;
  }>;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly mediaType: string;
  /** `https://host:port/v2` as the client sees it. */
  readonly baseUrl: string;
  readonly requestId: string;
  /** Where the request comes from, as limits count it. */
  readonly address: string;
  readonly log: Logger;
  /** Aborted when the client goes away. */
  readonly signal: AbortSignal;
}

/** What a handler answers. */
export interface Reply<O extends Operation> {
  readonly status: StatusOf<O>;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers one operation. */
export interface Route {
  readonly operation: Operation;
  /** Further paths, outside `/v2`, that answer the same: `/version`. */
  readonly also?: readonly string[];
  handle(call: Call<Operation>): Promise<Reply<Operation>>;
}

/** The implementation of an operation. Failures are thrown as coded errors. */
export function route<O extends Operation>(
  operation: O,
  handle: (call: Call<O>) => Promise<Reply<O>>,
  options: { readonly also?: readonly string[] } = {},
): Route {
  return { operation, handle: handle as unknown as Route['handle'], ...options };
}

/** May the operation change something? */
export function isChange({ method }: Operation): boolean {
  return method !== 'GET';
}

/** A reply whose body the contract checks at compile time. */
export function reply<O extends Operation, S extends StatusOf<O>>(
  _operation: O,
  status: S,
  body: ReplyBody<O['replies'][S]>,
  headers?: Readonly<Record<string, string>>,
): Reply<O> {
  return headers === undefined ? { status, body } : { status, body, headers };
}

/** A reply of text or bytes that were made elsewhere: an SBOM, an archive, a JSON text straight from the database. */
export function raw<O extends Operation>(
  status: StatusOf<O>,
  body: string | Uint8Array | AsyncIterable<Uint8Array>,
  headers: Readonly<Record<string, string>>,
): Reply<O> {
  return { status, body: { [rawBody]: body }, headers };
}

/** Marks a body that is sent as it is. */
export const rawBody = Symbol('raw body');
