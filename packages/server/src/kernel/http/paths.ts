import type { Operation } from '@gantry/contract';

/**
 * The path of an operation in the router's words, below `/v2`. A parameter that may hold slashes takes the rest of the path and
 * so must stand at its end.
 */
export function routerPath({ id, path, wildParam }: Operation): string {
  if (wildParam === undefined) return named(path);
  const end = `{${wildParam}}`;
  if (!path.endsWith(end)) throw new Error(`operation ${id}: ${end} is not at the end of ${path}`);
  return `${named(path.slice(0, -end.length))}*`;
}

/** The pieces of a path under the names of the contract. */
export function namedParams({ wildParam }: Operation, params: unknown): Readonly<Record<string, string>> {
  const { '*': rest, ...others } = params as Record<string, string>;
  return wildParam === undefined || rest === undefined ? others : { ...others, [wildParam]: rest };
}

function named(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}
