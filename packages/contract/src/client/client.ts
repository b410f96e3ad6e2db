import type { Operation } from '../common/index.ts';
import { addressOf, baseAddress, encodeFields, type Values } from './address.ts';
import { ApiProblem } from './api-problem.ts';
import { basicAuthorization } from './basic-authorization.ts';
import { clientErrors } from './errors.ts';
import { isRawBody } from './raw-body.ts';
import type { Download, Send, WireReply, WireRequest } from './transport.ts';
import type { CallArguments, Reply } from './types.ts';

/** Where the server is and who calls. */
export interface ClientSettings {
  /** `https://gantry.example.com`, with or without `/v2`. */
  readonly baseUrl: string;
  /** The value of the Authorization header; goes before a user name. */
  readonly authorization?: string;
  readonly username?: string;
  readonly password?: string;
  /** The account to act in, when it is not the caller's own. */
  readonly account?: string;
  readonly send: Send;
}

/** Calls operations. Replies are typed by the contract and not checked against it: fields that a later server adds do no harm. */
export interface Client {
  /**
   * Calls an operation and reads its reply.
   *
   * Fails with an `ApiProblem` when the server refuses, CLIENT_REPLY_UNREADABLE when what answers is no server of this API, CLIENT_BAD_NAME
   * for a name that no path can hold, and with the errors of the transport.
   */
  call<O extends Operation>(operation: O, ...input: CallArguments<O>): Promise<Reply<O>>;
  /** Calls an operation and passes on the bytes of its reply. Fails like `call`. */
  download<O extends Operation>(operation: O, ...input: CallArguments<O>): Promise<Download>;
}

interface Input {
  readonly params?: Values;
  readonly query?: Values;
  readonly form?: Values;
  readonly body?: unknown;
}

/** Makes a client. Fails with CLIENT_BAD_ADDRESS. */
export function createClient(settings: ClientSettings): Client {
  const base = baseAddress(settings.baseUrl);
  const common = commonHeaders(settings);
  async function exchange(operation: Operation, input: Input): Promise<WireReply> {
    const request = toRequest({ base, common, operation }, input);
    const reply = await settings.send(request);
    if (reply.status >= 200 && reply.status < 300) return reply;
    throw await toProblem(reply, request);
  }
  return {
    async call<O extends Operation>(operation: O, ...[input]: CallArguments<O>): Promise<Reply<O>> {
      const reply = await exchange(operation, (input ?? {}) as Input);
      return (await bodyOf(operation, reply, base + operation.path)) as Reply<O>;
    },
    async download<O extends Operation>(operation: O, ...[input]: CallArguments<O>): Promise<Download> {
      const reply = await exchange(operation, (input ?? {}) as Input);
      const mediaType = reply.header('content-type') ?? 'application/octet-stream';
      return { status: reply.status, mediaType, content: await reply.bytes() };
    },
  };
}

function commonHeaders({ authorization, username, password, account }: ClientSettings): Record<string, string> {
  const credentials =
    authorization ?? (username === undefined ? undefined : basicAuthorization(username, password ?? ''));
  return {
    accept: 'application/json, */*',
    ...(credentials === undefined ? {} : { authorization: credentials }),
    ...(account === undefined ? {} : { 'x-anchore-account': account }),
  };
}

interface Context {
  readonly base: string;
  readonly common: Readonly<Record<string, string>>;
  readonly operation: Operation;
}

function toRequest({ base, common, operation }: Context, input: Input): WireRequest {
  const { body, mediaType } = encodedBody(input);
  return {
    method: operation.method,
    url: addressOf(base, operation, input),
    headers: { ...common, ...(mediaType === undefined ? {} : { 'content-type': mediaType }) },
    ...(body === undefined ? {} : { body }),
  };
}

function encodedBody({ body, form }: Input): { readonly body?: string | Uint8Array; readonly mediaType?: string } {
  if (form !== undefined) return { body: encodeFields(form), mediaType: 'application/x-www-form-urlencoded' };
  if (body === undefined) return {};
  if (isRawBody(body)) return { body: body.content, mediaType: body.mediaType };
  return { body: JSON.stringify(body), mediaType: 'application/json' };
}

async function bodyOf(operation: Operation, reply: WireReply, url: string): Promise<unknown> {
  const shape = operation.replies[reply.status];
  if (shape !== undefined && 'kind' in shape && shape.kind === 'bytes') return reply.bytes();
  const text = await reply.text();
  if (text === '' || (shape !== undefined && 'kind' in shape && shape.kind === 'empty')) return undefined;
  const parsed = parsedJson(text);
  if (parsed === undefined) throw clientErrors.REPLY_UNREADABLE({ url, status: reply.status });
  return parsed.value;
}

async function toProblem(reply: WireReply, { method, url }: WireRequest): Promise<Error> {
  const { value } = parsedJson(await reply.text()) ?? {};
  const stated = typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  const path = url.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/\?.*$/, '');
  return new ApiProblem(
    reply.status,
    stated ?? {},
    `the server answered ${method} ${path} with status ${reply.status}`,
  );
}

function parsedJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
