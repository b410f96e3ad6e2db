import type { Operation } from '@gantry/contract';
import type { Ask } from './ask.ts';
import type { World } from './world.ts';

/** What is known of one operation: a request that it answers, one that it refuses, and what people of another account get. */
export interface Row {
  readonly operation: Operation;
  /** Who may: the owner of the account `team-a`, whoever runs the server, or nobody in particular. */
  readonly as: 'owner' | 'root' | 'anyone';
  /** A request that succeeds. Made anew for every case, with what it is about. */
  ask(world: World): Ask | Promise<Ask>;
  /** The answer to it; default: the status of success of the contract. A code: it cannot succeed, and says so. */
  readonly answer?: Refusal;
  /** A text of the reply that only people of the account may see. */
  mark?(world: World, ask: Ask): string;
  /** What replaces parts of the request to make it a bad one, and the answer to that. */
  readonly bad: Ask & Refusal;
  /** The answer to the same request by the owner of another account; `own`: success, about their account. */
  readonly other: Refusal | 'own';
}

/** A problem: its status and code. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
}

type Given = Partial<Omit<Row, 'operation' | 'bad'>> & { readonly bad?: Row['bad'] | string };

/** A row; what is left out follows from the operation. A text for `bad` is the code of a 404 for something that is not there. */
export function row(operation: Operation, given: Given = {}): Row {
  const as = given.as ?? (operation.may === 'public' ? 'anyone' : 'owner');
  return {
    ask: () => ({}),
    ...given,
    operation,
    as,
    bad: badOf(operation, given),
    other: given.other ?? otherOf(operation, as),
  };
}

/** Bodies that are packed are refused everywhere, also where there is nothing else to get wrong. */
export const packed: Row['bad'] = {
  headers: { 'content-encoding': 'br' },
  status: 400,
  code: 'SERVER_BAD_REQUEST',
};

/** A bad request to which the contract has an answer. */
export function refused(ask: Ask, code = 'SERVER_BAD_REQUEST', status = 400): Row['bad'] {
  return { ...ask, status, code };
}

/** Only those who run the server may. */
export const notAuthorized: Refusal = { status: 403, code: 'SERVER_NOT_AUTHORIZED' };
/** The account is none that they know. */
const noAccount: Refusal = { status: 404, code: 'ACCOUNT_NOT_FOUND' };

function badOf({ params, query, body, form }: Operation, { bad }: Given): Row['bad'] {
  if (typeof bad === 'object') return bad;
  if (bad !== undefined) return refused({ params: unknownParams(params) }, bad, 404);
  if (params ?? query ?? body ?? form) throw new TypeError('what is a bad request?');
  return packed;
}

/** Nothing has this name; names of accounts stay. */
function unknownParams(params: Operation['params']): Record<string, string> {
  const names = Object.keys(params?.shape ?? {});
  return Object.fromEntries(names.map((name) => [name, name === 'account_name' ? 'team-a' : 'there-is-no-such']));
}

function otherOf({ accountParam }: Operation, as: Row['as']): Row['other'] {
  if (as === 'root') return notAuthorized;
  return accountParam === undefined ? 'own' : noAccount;
}
