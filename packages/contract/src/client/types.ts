import type { z } from 'zod';
import type { Operation, ReplyBody, StatusOf } from '../common/index.ts';
import type { RawBody } from './raw-body.ts';

/** The keys of a schema that a caller must give. */
type RequiredKeys<T> = { [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? never : K }[keyof T];

/** What a caller gives for pieces of the path, a query or a form: booleans, numbers and lists as such; what has a default may be left out. */
export type Given<S extends z.ZodType> = {
  readonly [K in RequiredKeys<z.input<S>> & keyof z.output<S>]: z.output<S>[K];
} & {
  readonly [K in Exclude<keyof z.output<S>, RequiredKeys<z.input<S>>>]?: z.output<S>[K] | undefined;
};

type Nothing = Record<never, never>;

/** A field that may be left out when everything in it may. */
type Part<K extends string, T> = Nothing extends T ? { readonly [N in K]?: T } : { readonly [N in K]: T };

type Named<O, K extends 'params' | 'query' | 'form'> = O extends { readonly [N in K]: infer S extends z.ZodType }
  ? Part<K, Given<S>>
  : Nothing;

type Body<O> = O extends { readonly body: infer S extends z.ZodType }
  ? O extends { readonly bodyOptional: true }
    ? { readonly body?: z.input<S> | RawBody }
    : { readonly body: z.input<S> | RawBody }
  : O extends { readonly accepts: readonly string[] } | { readonly multipart: z.ZodObject }
    ? { readonly body: RawBody }
    : Nothing;

/** What a call of an operation takes. */
export type CallInput<O extends Operation> = Named<O, 'params'> & Named<O, 'query'> & Named<O, 'form'> & Body<O>;

/** The input as an argument that may be left out when nothing in it is needed. */
export type CallArguments<O extends Operation> =
  Nothing extends CallInput<O> ? [input?: CallInput<O>] : [input: CallInput<O>];

/** What an operation replies. */
export type Reply<O extends Operation> = { [S in StatusOf<O>]: ReplyBody<O['replies'][S]> }[StatusOf<O>];
