import type { FileReading, ScannedFile } from '../../cataloging/define-cataloger.ts';

/** What a file beside the databases says: ids by name, or paths that dpkg installs elsewhere. */
export type HelperFacts =
  | { readonly kind: 'users' | 'groups'; readonly ids: readonly (readonly [name: string, id: number])[] }
  | { readonly kind: 'diversions'; readonly diversions: readonly Diversion[] }
  | null;

/** A path that dpkg puts elsewhere, for all packages but one. */
export interface Diversion {
  readonly from: string;
  readonly to: string;
  /** The package whose file keeps the path; `:` for none. */
  readonly by: string;
}

/** Reads passwd(5), group(5) or dpkg's list of diversions (dpkg-divert(1)). */
export function readHelper({ path, content }: ScannedFile): FileReading<HelperFacts> {
  const text = Buffer.from(content.read(0, content.size)).toString('utf8');
  const lines = text.split('\n');
  if (path.endsWith('/diversions')) return { facts: { kind: 'diversions', diversions: diversionsOf(lines) } };
  return { facts: { kind: path.endsWith('/group') ? 'groups' : 'users', ids: idsOf(lines) } };
}

function idsOf(lines: readonly string[]): [string, number][] {
  return lines.flatMap((line) => {
    const [name = '', , id = ''] = line.split(':');
    return name !== '' && /^[0-9]{1,10}$/.test(id) ? [[name, Number(id)] as [string, number]] : [];
  });
}

/** Three lines each: the path, where it went, the package. */
function diversionsOf(lines: readonly string[]): Diversion[] {
  const found: Diversion[] = [];
  for (let at = 0; at + 2 < lines.length; at += 3) {
    const [from = '', to = '', by = ''] = lines.slice(at, at + 3);
    if (from.startsWith('/') && to.startsWith('/')) found.push({ from, to, by });
  }
  return found;
}
