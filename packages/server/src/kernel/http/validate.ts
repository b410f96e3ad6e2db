import type { Operation } from '@gantry/contract';
import { z } from 'zod';
import { serverErrors } from '../../errors.ts';
import { jsonBody } from './json-body.ts';
import { requireMediaType } from './media-type.ts';

/** The parts of a request before anybody looked at them. */
interface Given {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: Uint8Array;
  /** The `content-type` as it came, empty when there was none. */
  readonly contentType: string;
}

/** The parts as the contract declares them; SERVER_BAD_REQUEST names the first thing that is off, SERVER_MEDIA_TYPE a strange body. */
export function parsed(operation: Operation, given: Given) {
  requireMediaType(operation, given.contentType, given.body.length);
  return {
    params: check('path', operation.params, given.params) as never,
    query: check('query', operation.query, singled(operation.query, given.query)) as never,
    body: check('body', operation.body, bodyOf(operation, given)) as never,
    form: check('form', operation.form, formOf(operation, given)) as never,
  };
}

function check(place: string, schema: z.ZodType | undefined, value: unknown): unknown {
  if (schema === undefined || value === undefined) return undefined;
  if (place !== 'body') refuseNul(place, value);
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = [place, ...(issue?.path ?? [])].join('.');
  throw serverErrors.BAD_REQUEST({ place: path, because: issue?.message ?? 'not understood' });
}

/** No text of the database can hold a NUL. */
function refuseNul(place: string, value: unknown): void {
  for (const [name, text] of Object.entries(value as object))
    if (String(text).includes('\0'))
      throw serverErrors.BAD_REQUEST({ place: `${place}.${name}`, because: 'it has a NUL' });
}

/** A parameter that was given more than once and is no list: the last one holds. */
function singled(schema: z.ZodObject | undefined, query: unknown): unknown {
  if (schema === undefined) return query;
  const entries = Object.entries(query as Record<string, unknown>).map(([name, value]) => {
    const field = Object.hasOwn(schema.shape, name) ? schema.shape[name] : undefined;
    const single = Array.isArray(value) && field !== undefined && !z.safeParse(field, value).success;
    return [name, single ? value.at(-1) : value];
  });
  return Object.fromEntries(entries);
}

function bodyOf(operation: Operation, { body }: Given): unknown {
  if (operation.body === undefined || operation.ownBody === true) return undefined;
  if (body.length > 0) return jsonBody(body);
  if (operation.bodyOptional === true) return undefined;
  throw serverErrors.BAD_REQUEST({ place: 'body', because: 'it is empty; a JSON document is expected' });
}

function formOf(operation: Operation, { body }: Given): unknown {
  if (operation.form === undefined) return undefined;
  return Object.fromEntries(new URLSearchParams(new TextDecoder().decode(body)));
}
