import type { Operation } from '@gantry/contract';
import type { z } from 'zod';
import { serverErrors } from '../../errors.ts';

/** The parts of a request before anybody looked at them. */
interface Given {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: Uint8Array;
}

/** The parts as the contract declares them; SERVER_BAD_REQUEST names the first thing that is off. */
export function parsed(operation: Operation, given: Given) {
  return {
    params: check('path', operation.params, given.params) as never,
    query: check('query', operation.query, given.query) as never,
    body: check('body', operation.body, bodyOf(operation, given)) as never,
    form: check('form', operation.form, formOf(operation, given)) as never,
  };
}

function check(place: string, schema: z.ZodType | undefined, value: unknown): unknown {
  if (schema === undefined || value === undefined) return undefined;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = [place, ...(issue?.path ?? [])].join('.');
  throw serverErrors.BAD_REQUEST({ place: path, because: issue?.message ?? 'not understood' });
}

function bodyOf(operation: Operation, { body }: Given): unknown {
  if (operation.body === undefined) return undefined;
  if (body.length === 0 && operation.bodyOptional === true) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (cause) {
    throw serverErrors.BAD_REQUEST({ place: 'body', because: 'it is not JSON' }, { cause });
  }
}

function formOf(operation: Operation, { body }: Given): unknown {
  if (operation.form === undefined) return undefined;
  return Object.fromEntries(new URLSearchParams(new TextDecoder().decode(body)));
}
