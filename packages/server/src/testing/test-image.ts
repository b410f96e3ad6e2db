import { type Scope, scoped } from '../kernel/db/index.ts';
import type { TestPlatform } from './test-platform.ts';

/** An analyzed image of an account with one tag. */
export async function addImage(
  { db, clock }: Pick<TestPlatform, 'db' | 'clock'>,
  { account, digest, tag }: { readonly account: string; readonly digest: string; readonly tag: string },
): Promise<Scope> {
  const scope = scoped(db, account);
  const now = clock.now();
  await scope
    .insert('image', {
      digest,
      parent_digest: digest,
      image_id: 'f'.repeat(64),
      status: 'active',
      analysis_status: 'analyzed',
      analysis_history: '[]',
      annotations: '{}',
      analyzed_at: now,
      created_at: now,
      origin: 'registry',
    })
    .execute();
  const [registry = '', repo = '', name = ''] = tag.split(/[/:]/);
  await scope.insert('image_tag', { digest, registry, repo, tag: name, full_tag: tag, detected_at: now }).execute();
  return scope;
}
