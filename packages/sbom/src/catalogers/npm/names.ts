import { lineOf } from '../_shared/values.ts';

/**
 * An npm package name, judged as the registry judges old names: capitals and `!~*'()` are legal, anything that a URL
 * would have to escape, a leading dot or underscore, or more than 214 characters is not.
 */
export function npmName(value: unknown): string | undefined {
  const name = lineOf(value, 214);
  return name !== undefined && nameShape.test(name) && !reservedNames.has(name) ? name : undefined;
}

/** `@scope/name` as purl namespace and name. */
export function npmPurlParts(name: string): { namespace?: string; name: string } {
  const slash = name.indexOf('/');
  return slash < 0 ? { name } : { namespace: name.slice(0, slash), name: name.slice(slash + 1) };
}

const nameShape = /^(?:@[\w!~*'()-][\w.!~*'()-]*\/)?(?![._])[\w.!~*'()-]+$/;
const reservedNames = new Set(['node_modules', 'favicon.ico']);
