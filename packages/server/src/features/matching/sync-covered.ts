import type { Scope } from '../../kernel/db/index.ts';
import { storableText } from './storable.ts';

/** Brings the marks of packages that are left to their owner in line: other advisories may cover another distro. */
export async function syncCovered(scope: Scope, digest: string, covered: ReadonlySet<string>): Promise<void> {
  const rows = await scope
    .select('artifact_package')
    .where('digest', '=', digest)
    .where('covered', '=', true)
    .select('package_id')
    .execute();
  const marked = new Set(rows.map(({ package_id }) => package_id));
  const wanted = new Set([...covered].map(storableText));
  await mark(scope, digest, { ids: [...wanted].filter((id) => !marked.has(id)), covered: true });
  await mark(scope, digest, { ids: [...marked].filter((id) => !wanted.has(id)), covered: false });
}

async function mark(
  scope: Scope,
  digest: string,
  { ids, covered }: { readonly ids: readonly string[]; readonly covered: boolean },
): Promise<void> {
  if (ids.length === 0) return;
  await scope
    .update('artifact_package')
    .set({ covered })
    .where('digest', '=', digest)
    .where('package_id', 'in', ids)
    .execute();
}
