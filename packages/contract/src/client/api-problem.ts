import { CodedError, type ErrorKind } from '@gantry/core/errors';

const kinds: Readonly<Record<number, ErrorKind>> = {
  401: 'denied',
  403: 'denied',
  404: 'missing',
  409: 'conflict',
  410: 'missing',
  413: 'limit',
  429: 'limit',
  501: 'unsupported',
};

/** A request that the server refused or failed: its code, text and advice. */
export class ApiProblem extends CodedError {
  /** The HTTP status. */
  readonly status: number;
  /** What the server added for programs. */
  readonly detail: Readonly<Record<string, unknown>>;

  constructor(status: number, stated: Readonly<Record<string, unknown>>, fallback: string) {
    const detail = asRecord(stated['detail']);
    const says = textOf(stated['message']) ?? fallback;
    super(codeOf(status, stated, detail), { kind: kindOf(status), says, advice: adviceOf(status, detail) }, {});
    this.status = status;
    this.detail = detail;
  }
}

/** Did the server answer with a problem? */
export function isApiProblem(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem;
}

function kindOf(status: number): ErrorKind {
  return kinds[status] ?? (status >= 500 ? 'upstream' : 'input');
}

function codeOf(status: number, stated: Readonly<Record<string, unknown>>, detail: Readonly<Record<string, unknown>>) {
  return textOf(stated['error_type']) ?? textOf(detail['code']) ?? `HTTP_${status}`;
}

const usualAdvice: Readonly<Record<number, string>> = {
  401: 'Check the user name and the password.',
  403: 'Ask an administrator of the account for a role that allows it.',
  404: 'Check the spelling and the account.',
  429: 'Wait a little, then try again.',
};

function adviceOf(status: number, detail: Readonly<Record<string, unknown>>): string {
  const unforeseen = status >= 500 ? 'The log of the server says more.' : '';
  return textOf(detail['advice']) ?? usualAdvice[status] ?? unforeseen;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
