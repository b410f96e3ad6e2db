import { hostOf } from '@gantry/io/http';
import { registryErrors } from './errors.ts';

/** What an entry says: a host, and which repositories of it. */
export interface RegistryPattern {
  /** `host[:port]` in lower case; Docker's own registry under its one name. */
  readonly host: string;
  /** Below the host, with `*` for any text; empty for everything. */
  readonly path: string;
}

const nameLimit = 512;
const dockerNames: ReadonlySet<string> = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io']);

/** Reads the name of an entry. REGISTRY_NAME_INVALID. */
export function parsePattern(text: string): RegistryPattern {
  const slash = text.indexOf('/');
  const host = slash < 0 ? text : text.slice(0, slash);
  const path = slash < 0 ? '' : text.slice(slash + 1);
  const because = problemOf(text, host, path);
  if (because !== undefined) throw registryErrors.NAME_INVALID({ registry: text.slice(0, nameLimit), because });
  const name = host.toLowerCase();
  return { host: dockerNames.has(name) ? 'docker.io' : name, path };
}

/** The entry in one spelling, as it is stored and looked up. */
export function patternText({ host, path }: RegistryPattern): string {
  return path === '' ? host : `${host}/${path}`;
}

/** Does an entry speak of a repository? A path without `*` speaks of that repository and all below it. */
export function fits(pattern: RegistryPattern, registry: string, repository: string): boolean {
  if (pattern.host !== registry.toLowerCase()) return false;
  const path = pattern.path.replace(/\/$/, '');
  if (!path.includes('*')) return path === '' || repository === path || repository.startsWith(`${path}/`);
  return isLike(path.split('*'), repository);
}

/** Matches text against pieces with anything between them, without backtracking. */
function isLike(pieces: readonly string[], text: string): boolean {
  const [first = '', ...rest] = pieces;
  const last = rest.pop() ?? '';
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at <= text.length - last.length;
}

function problemOf(text: string, host: string, path: string): string | undefined {
  if (text.length > nameLimit) return `it is longer than ${nameLimit} characters`;
  if (text.includes('://')) return 'it has a scheme';
  if (host.includes('@')) return 'it holds credentials';
  if (host === '' || hostOf(host) === undefined) return 'it has no host';
  if (host.includes('*')) return 'the host must be written out';
  if (!/^[a-z0-9._/*-]*$/.test(path) || path.startsWith('/')) return 'the path is not one of a repository';
  return undefined;
}
