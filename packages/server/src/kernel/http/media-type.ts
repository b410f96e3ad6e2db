import type { Operation } from '@gantry/contract';
import { serverErrors } from '../../errors.ts';

/** The media type of a header without its parameters, however malformed these are: `text/plain; utf-8` is `text/plain`. */
export function mediaTypeOf(header: string): string {
  return header.split(';')[0]?.trim().toLowerCase() ?? '';
}

/**
 * Refuses a body of a type that the operation does not take: SERVER_MEDIA_TYPE (415), only where the contract lists that status.
 * Elsewhere the body speaks for itself. No body and no type are always legal here.
 */
export function requireMediaType(operation: Operation, header: string, length: number): void {
  const type = mediaTypeOf(header);
  if (type === '' || length === 0 || !operation.problems.includes(415)) return;
  const expected = expectedTypes(operation);
  if (expected.length === 0 || expected.some((pattern) => pattern.test(type))) return;
  throw serverErrors.MEDIA_TYPE({ type, expected: wordsFor(operation) });
}

const json = /^(application|text)\/([\w.-]+\+)?json$/;
const form = /^application\/x-www-form-urlencoded$/;
const multipart = /^multipart\/form-data$/;

function expectedTypes(operation: Operation): readonly RegExp[] {
  if (operation.body !== undefined) return [json];
  if (operation.form !== undefined) return [form];
  if (operation.multipart !== undefined) return [multipart];
  return (operation.accepts ?? []).map((type) => (type.endsWith('json') ? json : literally(type)));
}

function literally(type: string): RegExp {
  return new RegExp(`^${type.replace(/[.+*?^$()[\]{}|\\/]/g, '\\$&')}$`);
}

function wordsFor(operation: Operation): string {
  if (operation.body !== undefined) return 'application/json';
  if (operation.form !== undefined) return 'application/x-www-form-urlencoded';
  return operation.accepts?.join(' or ') ?? 'multipart/form-data';
}
