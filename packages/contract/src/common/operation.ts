import type { z } from 'zod';

/** What a reply carries when it is not a JSON document. */
export type EmptyReply = { readonly kind: 'empty' };
/** A reply that is passed on as it is: an SBOM document, an archive. */
export type BytesReply = { readonly kind: 'bytes'; readonly mediaType: string };

/** No body. */
export const empty: EmptyReply = { kind: 'empty' };

/** A body of bytes of this media type. */
export function bytes(mediaType: string): BytesReply {
  return { kind: 'bytes', mediaType };
}

/** What a status of an operation replies. */
export type ReplyShape = z.ZodType | EmptyReply | BytesReply;

/**
 * Who may call an operation: a permission that one of the caller's roles must hold in the account, `signed-in` for
 * anyone with a valid sign-in, or `public`, which is written out so that nobody forgets it.
 */
export type Permission = string;

/** One operation of the API, declared once: the server implements it, OpenAPI and clients are derived. */
export interface Operation {
  /** The operation id of the OpenAPI document. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/v2`, with `{name}` for the pieces of `params`. */
  readonly path: string;
  readonly tag: string;
  readonly may: Permission;
  /** The version of Gantry that has it. */
  readonly since: string;
  /** One line for people. */
  readonly summary: string;
  readonly deprecated?: boolean;
  readonly params?: z.ZodObject;
  /** The parameter at the end of the path that may hold plain slashes: `registry.local:5000/library/app`. */
  readonly wildParam?: string;
  /** The parameter that names the account which the call is about; it goes before the `x-anchore-account` header. */
  readonly accountParam?: string;
  readonly query?: z.ZodObject;
  /** A JSON body. */
  readonly body?: z.ZodType;
  /** What the document shows of the body, where the server checks it by itself to tell every problem at once. */
  readonly documented?: z.ZodType;
  /** An absent JSON body is legal too. */
  readonly bodyOptional?: boolean;
  /** The handler reads and checks the JSON body itself: such bodies may be too large for the way that all others go. */
  readonly ownBody?: true;
  /** A form (`application/x-www-form-urlencoded`). */
  readonly form?: z.ZodObject;
  /** A multipart form with files. */
  readonly multipart?: z.ZodObject;
  /** Media types of a body that the handler reads as bytes. */
  readonly accepts?: readonly string[];
  /** Replies of success by status. */
  readonly replies: Readonly<Record<number, ReplyShape>>;
  /** Statuses whose reply is a problem. */
  readonly problems: readonly number[];
}

/** Keeps the literal types of a declaration. */
export function operation<const O extends Operation>(declared: O): O {
  return declared;
}

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;
type Written<S> = S extends z.ZodType ? z.input<S> : undefined;
type Field<O, K extends string> = K extends keyof O ? O[K] : undefined;

/** The pieces of the path as a handler sees them. */
export type ParamsOf<O> = Parsed<Field<O, 'params'>>;
/** The query as a handler sees it. */
export type QueryOf<O> = Parsed<Field<O, 'query'>>;
/** The JSON body as a handler sees it. */
export type BodyOf<O> = Parsed<Field<O, 'body'>>;
/** The form as a handler sees it. */
export type FormOf<O> = Parsed<Field<O, 'form'>>;
/** What a client gives for the body. */
export type BodyInput<O> = Written<Field<O, 'body'>>;
/** What a reply of one shape holds. */
export type ReplyBody<R> = R extends EmptyReply
  ? undefined
  : R extends BytesReply
    ? Uint8Array
    : R extends z.ZodType
      ? z.input<R>
      : never;
/** The statuses of success. */
export type StatusOf<O extends Operation> = keyof O['replies'] & number;
