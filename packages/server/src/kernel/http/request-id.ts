import { randomUUID } from 'node:crypto';

const shape = /^[a-z0-9-]{1,64}$/;

/** The id that the client gave in a form that is safe to write anywhere, else a new one. */
export function requestIdOf(headers: Readonly<Record<string, string | readonly string[] | undefined>>): string {
  for (const name of ['anchore-request-id', 'x-request-id']) {
    const given = headers[name];
    if (typeof given === 'string' && shape.test(given)) return given;
  }
  return randomUUID();
}
