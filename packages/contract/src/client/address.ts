import type { Operation } from '../common/index.ts';
import { clientErrors } from './errors.ts';

/** Values by name, as a caller gives them. */
export type Values = Readonly<Record<string, unknown>>;

/** The address below which the operations lie; `/v2` at the end may be written or not. Fails with CLIENT_BAD_ADDRESS. */
export function baseAddress(url: string): string {
  const bare = url.trim().replace(/\/+$/, '').replace(/\/v2$/, '');
  if (!/^https?:\/\/[^\s/?#]+(?:\/[^\s?#]*)?$/i.test(bare)) throw clientErrors.BAD_ADDRESS({ url });
  return `${bare}/v2`;
}

/** The address of a call. Fails with CLIENT_BAD_NAME for a piece of the path that would change the path. */
export function addressOf(base: string, { path }: Operation, input: { params?: Values; query?: Values }): string {
  const pieces = path.replace(/\{(\w+)\}/g, (_, name: string) => pieceOf(name, input.params?.[name]));
  const query = encodeFields(input.query ?? {});
  return `${base}${pieces}${query === '' ? '' : `?${query}`}`;
}

/** Fields as `application/x-www-form-urlencoded`: lists with commas, what is undefined left out. */
export function encodeFields(fields: Values): string {
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(fieldText(value))}`)
    .join('&');
}

function fieldText(value: unknown): string {
  return Array.isArray(value) ? value.map(String).join(',') : String(value);
}

/** Everything is encoded, slashes too; what URLs read as steps up a path cannot be encoded. */
function pieceOf(name: string, given: unknown): string {
  const value = given === undefined || given === null ? '' : String(given);
  if (value === '' || value === '.' || value === '..') throw clientErrors.BAD_NAME({ name, value });
  return encodeURIComponent(value);
}
