import { serverErrors } from '../../errors.ts';

/** How deeply lists and objects of a body may be nested. */
export const deepest = 100;

/**
 * A JSON body as a value. Nesting is counted before anything is built; keys named `__proto__` are left out, as any field
 * that nobody knows. SERVER_BAD_REQUEST.
 */
export function jsonBody(body: Uint8Array): unknown {
  if (depthOf(body) > deepest) throw refused(`it is nested more than ${deepest} levels deep`);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    const value: unknown = JSON.parse(text);
    if (mayHoldPrototype.test(text)) dropPrototypes(value);
    return value;
  } catch (cause) {
    throw refused('it is not JSON', cause);
  }
}

/** The name itself, or an escape that may write one of its letters: `_`, `o`, `p`, `r`, `t`. */
const mayHoldPrototype = /__proto__|\\u00(?:5f|6f|7[024])/i;

function refused(because: string, cause?: unknown) {
  return serverErrors.BAD_REQUEST({ place: 'body', because }, { cause });
}

const quote = 0x22;
const backslash = 0x5c;

/** The deepest nesting of brackets outside of texts. Bytes suffice: every byte looked for is ASCII. */
function depthOf(body: Uint8Array): number {
  let depth = 0;
  let most = 0;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at];
    if (byte === quote) at = endOfText(body, at);
    else if (byte === 0x7b || byte === 0x5b) most = Math.max(most, ++depth);
    else if (byte === 0x7d || byte === 0x5d) depth -= 1;
  }
  return most;
}

/** The place of the quote that ends the text which begins at `start`. */
function endOfText(body: Uint8Array, start: number): number {
  let end = body.indexOf(quote, start + 1);
  while (end !== -1 && escaped(body, end)) end = body.indexOf(quote, end + 1);
  return end === -1 ? body.length : end;
}

/** Is the byte behind an odd number of backslashes? */
function escaped(body: Uint8Array, at: number): boolean {
  let count = 0;
  while (body[at - 1 - count] === backslash) count += 1;
  return count % 2 === 1;
}

function dropPrototypes(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (Object.hasOwn(value, '__proto__')) Reflect.deleteProperty(value, '__proto__');
  for (const inner of Object.values(value)) dropPrototypes(inner);
}
