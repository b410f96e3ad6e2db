import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyText, type LocalServer, startLocalServer } from '@gantry/io/testing';
import type { BuiltImage } from './image-builder.ts';

/** How the registry behaves. */
export interface FakeRegistryOptions {
  /** Repository to tag to image; blobs are shared. */
  readonly images: Readonly<Record<string, Readonly<Record<string, Pick<BuiltImage, 'manifest' | 'blobs'>>>>>;
  /** `none` needs no credentials; `token` gives tokens to anybody unless `user` is set. */
  readonly auth?: 'none' | 'basic' | 'token';
  /** `name:password`, or a refresh token. */
  readonly user?: string;
  readonly refreshToken?: string;
  /** Realm in place of its own token server. */
  readonly realm?: string;
  /** Statuses of the first replies to manifests and blobs. */
  readonly failures?: readonly number[];
  /** Seconds that failures ask to wait; 0 unless set. */
  readonly retryAfter?: number;
  /** Bytes after which the first replies to blobs break off. */
  readonly breaks?: readonly number[];
  /** Does it know ranges? */
  readonly ranges?: boolean;
  /** Blobs are at another server: redirect there. */
  readonly blobsAt?: string;
  /** What it says of digests, to lie. */
  readonly contentDigest?: string;
  /** Replaces the bytes of blobs and manifests, by digest. */
  readonly tampered?: ReadonlyMap<string, Uint8Array>;
  /** How many tags a page of the list of tags has; all of them unless set. */
  readonly tagPage?: number;
  /** In place of the list of tags, and the link beside it. */
  readonly tagList?: { readonly body: string; readonly link?: string };
  /** Answers of the referrers API, by digest: bodies, each page linked to the next, or a status; without them it has no such API. */
  readonly referrers?: Readonly<Record<string, readonly string[] | number>>;
  /** How many requests a token is good for. */
  readonly tokenUses?: number;
}

/** A registry for tests. */
export interface FakeRegistry {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  /** `METHOD path` of every request; tokens and blobs with what they were asked with. */
  readonly seen: readonly string[];
  /** Most blobs that were sent at the same time. */
  readonly mostAtOnce: () => number;
  close(): Promise<void>;
}

/** Starts a registry that speaks the distribution protocol on the loopback address, plain HTTP. */
export async function startFakeRegistry(options: FakeRegistryOptions): Promise<FakeRegistry> {
  const state: State = {
    options,
    seen: [],
    failures: [...(options.failures ?? [])],
    breaks: [...(options.breaks ?? [])],
    tokens: new Map(),
    active: 0,
    most: 0,
    host: '',
  };
  const server: LocalServer = await startLocalServer((request, response) => answer(state, request, response));
  state.host = `127.0.0.1:${server.port}`;
  return { host: state.host, seen: state.seen, mostAtOnce: () => state.most, close: () => server.close() };
}

interface State {
  readonly options: FakeRegistryOptions;
  readonly seen: string[];
  readonly failures: number[];
  readonly breaks: number[];
  readonly tokens: Map<string, number>;
  active: number;
  most: number;
  host: string;
}

async function answer(state: State, request: IncomingMessage, response: ServerResponse): Promise<unknown> {
  const url = new URL(request.url ?? '/', 'http://registry');
  state.seen.push(
    `${request.method} ${url.pathname}${request.headers.range === undefined ? '' : ` ${request.headers.range}`}`,
  );
  if (url.pathname === '/token') return giveToken(state, request, response, url);
  if (!isSignedIn(state, request)) return refuse(state, response);
  if (url.pathname === '/v2/') return void response.end('{}');
  const failure = state.failures.shift();
  if (failure !== undefined) {
    response.setHeader('retry-after', String(state.options.retryAfter ?? 0));
    return problem(response, failure, 'UNAVAILABLE');
  }
  const listed = /^\/v2\/(.+)\/tags\/list$/.exec(url.pathname)?.[1];
  if (listed !== undefined)
    return sendTags(state, response, { repository: listed, last: url.searchParams.get('last') });
  const referred = /^\/v2\/(.+)\/referrers\/(.+)$/.exec(url.pathname)?.[2];
  if (referred !== undefined) return sendReferrers(state, response, referred, url);
  const found = /^\/v2\/(.+)\/(manifests|blobs)\/([^/]+)$/.exec(url.pathname);
  const [, repository = '', kind = '', name = ''] = found ?? [];
  if (kind === 'manifests') return sendManifest(state, response, { repository, name });
  if (kind === 'blobs') return sendBlob(state, request, response, { repository, name });
  problem(response, 404, 'NAME_UNKNOWN');
}

function refuse(state: State, response: ServerResponse): void {
  const realm = state.options.realm ?? `http://${state.host}/token`;
  const challenge =
    state.options.auth === 'basic' ? 'Basic realm="test"' : `Bearer realm="${realm}",service="fake, registry"`;
  response.setHeader('www-authenticate', challenge);
  problem(response, 401, 'UNAUTHORIZED');
}

function isSignedIn(state: State, request: IncomingMessage): boolean {
  const { auth = 'none', user } = state.options;
  const header = request.headers.authorization ?? '';
  if (auth === 'none') return true;
  if (auth === 'basic') return header === `Basic ${Buffer.from(user ?? '').toString('base64')}`;
  const token = header.replace(/^Bearer /, '');
  const left = state.tokens.get(token) ?? 0;
  state.tokens.set(token, left - 1);
  return left > 0;
}

async function giveToken(state: State, request: IncomingMessage, response: ServerResponse, url: URL): Promise<unknown> {
  const { user, refreshToken, tokenUses = 1000 } = state.options;
  const form = new URLSearchParams(request.method === 'POST' ? await bodyText(request) : url.search);
  const basic = request.headers.authorization;
  state.seen.push(
    `token ${form.get('service')} ${form.get('scope')} ${basic === undefined ? (form.get('grant_type') ?? 'anonymous') : 'basic'}`,
  );
  const isUser = user === undefined || basic === `Basic ${Buffer.from(user).toString('base64')}`;
  const isRefreshed = refreshToken !== undefined && form.get('refresh_token') === refreshToken;
  if (!isUser && !isRefreshed) return problem(response, 401, 'UNAUTHORIZED');
  const token = `token-${state.tokens.size}`;
  state.tokens.set(token, tokenUses);
  response.end(JSON.stringify(request.method === 'POST' ? { access_token: token } : { token, expires_in: 300 }));
}

interface Wanted {
  readonly repository: string;
  readonly name: string;
}

function blobOf(state: State, { repository, name }: Wanted): Uint8Array | undefined {
  const tampered = state.options.tampered?.get(name);
  if (tampered !== undefined) return tampered;
  for (const image of Object.values(state.options.images[repository] ?? {})) {
    const bytes = image.blobs.get(name);
    if (bytes !== undefined) return bytes;
  }
  return undefined;
}

function sendTags(state: State, response: ServerResponse, asked: { repository: string; last: string | null }): unknown {
  const { images, tagPage = Number.POSITIVE_INFINITY, tagList } = state.options;
  const { repository, last } = asked;
  if (tagList?.link !== undefined) response.setHeader('link', tagList.link);
  if (tagList !== undefined) return void response.end(tagList.body);
  const all = images[repository];
  if (all === undefined) return problem(response, 404, 'NAME_UNKNOWN');
  const left = Object.keys(all).filter((tag) => last === null || tag > last);
  const tags = left.slice(0, tagPage);
  if (tags.length < left.length)
    response.setHeader('link', `</v2/${repository}/tags/list?n=${tagPage}&last=${tags.at(-1)}>; rel="next"`);
  response.end(JSON.stringify({ name: repository, tags }));
}

function sendReferrers(state: State, response: ServerResponse, digest: string, url: URL): unknown {
  const pages = state.options.referrers?.[digest] ?? 404;
  if (typeof pages === 'number') return problem(response, pages, 'UNSUPPORTED');
  const page = Number(url.searchParams.get('page') ?? 0);
  if (page + 1 < pages.length) response.setHeader('link', `<${url.pathname}?page=${page + 1}>; rel="next"`);
  response.end(pages[page]);
}

function sendManifest(state: State, response: ServerResponse, wanted: Wanted): unknown {
  const digest = state.options.images[wanted.repository]?.[wanted.name]?.manifest.digest ?? wanted.name;
  const bytes = blobOf(state, { ...wanted, name: digest });
  if (bytes === undefined) return problem(response, 404, 'MANIFEST_UNKNOWN');
  const { mediaType = 'application/vnd.oci.image.manifest.v1+json' } = tryJson(bytes);
  response
    .writeHead(200, { 'content-type': mediaType, 'docker-content-digest': state.options.contentDigest ?? digest })
    .end(bytes);
}

function sendBlob(state: State, request: IncomingMessage, response: ServerResponse, wanted: Wanted): unknown {
  const bytes = blobOf(state, wanted);
  if (bytes === undefined) return problem(response, 404, 'BLOB_UNKNOWN');
  if (state.options.blobsAt !== undefined) {
    response.writeHead(307, { location: `${state.options.blobsAt}/${wanted.name}` }).end();
    return;
  }
  state.active += 1;
  state.most = Math.max(state.most, state.active);
  response.on('close', () => {
    state.active -= 1;
  });
  const from = state.options.ranges === false ? null : /^bytes=(\d+)-$/.exec(request.headers.range ?? '');
  const start = from === null ? 0 : Number(from[1]);
  const part = bytes.subarray(start);
  const range = start > 0 ? { 'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` } : {};
  response.writeHead(start > 0 ? 206 : 200, { 'content-length': part.length, ...range });
  const stop = state.breaks.shift();
  if (stop === undefined) setTimeout(() => response.end(part), 5);
  else response.write(part.subarray(0, stop), () => setTimeout(() => response.destroy(), 20));
}

function problem(response: ServerResponse, status: number, code: string): void {
  response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(JSON.stringify({ errors: [{ code, message: 'no' }] }));
}

function tryJson(bytes: Uint8Array): { mediaType?: string } {
  try {
    return JSON.parse(Buffer.from(bytes).toString()) as { mediaType?: string };
  } catch {
    return {};
  }
}
