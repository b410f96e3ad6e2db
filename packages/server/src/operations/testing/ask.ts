import type { Operation } from '@gantry/contract';
import type { InjectOptions } from 'fastify';
import { basic } from '../../testing/index.ts';

/** A request to an operation. */
export interface Ask {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** A JSON body. */
  readonly json?: unknown;
  /** Fields of a form. */
  readonly form?: Readonly<Record<string, string>>;
  /** A body as it is, and its type. */
  readonly text?: string | Uint8Array;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The password of every user of these tests. */
export const password = 'walk-password';

/** Every other secret that these tests give: no reply and no event may hold it. */
export const quiet = 'keep this quiet';

/** The request as HTTP; `who` null: without credentials. */
export function toRequest(operation: Operation, ask: Ask, who: string | null): InjectOptions {
  const { query = {}, headers } = ask;
  const content = contentOf(ask);
  const search = new URLSearchParams(query).toString();
  return {
    method: operation.method,
    url: `/v2${pathOf(operation, ask)}${search === '' ? '' : `?${search}`}`,
    headers: {
      ...(who === null ? {} : { authorization: basic(who, password) }),
      ...(content === null ? {} : { 'content-type': content.type }),
      ...headers,
    },
    ...(content === null ? {} : { payload: content.payload }),
  };
}

function pathOf({ path }: Operation, { params = {} }: Ask): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? 'missing'));
}

function contentOf({
  json,
  form,
  text,
  type,
}: Ask): { readonly payload: string | Buffer; readonly type: string } | null {
  if (form !== undefined) {
    return { payload: new URLSearchParams(form).toString(), type: type ?? 'application/x-www-form-urlencoded' };
  }
  const payload = text ?? (json === undefined ? null : JSON.stringify(json));
  if (payload === null) return null;
  return {
    payload: typeof payload === 'string' ? payload : Buffer.from(payload),
    type: type ?? (text === undefined ? 'application/json' : 'text/plain'),
  };
}
