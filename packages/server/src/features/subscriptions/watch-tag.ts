import { tagDigest } from '@gantry/sbom';
import { failedLookup, type Looking } from './looking.ts';
import { noteLook } from './store.ts';
import { knownDigests } from './views.ts';

/** Asks the registry which image a tag names now; adds one that is new and tells of it. */
export async function lookAtTag(looking: Looking): Promise<void> {
  const { parts, scope, row, job } = looking;
  const { platform, registries, images } = parts;
  try {
    const registry = await registries.access(scope, row.key);
    const digest = await tagDigest(row.key, { registry, signal: job.signal });
    const known = await knownDigests(scope, row.key);
    const seen = row.state?.['digest'];
    if (seen !== digest && known?.includes(digest) !== true) {
      const image = await images().addFromRegistry(scope, row.key);
      // What a tag named before it was known here is no change of it.
      if (known !== null && !known.includes(image.digest)) await tell(looking, known[0] ?? '', image.digest);
    }
    await noteLook(scope, row.id, { now: platform.clock.now(), failed: false, state: { digest } });
  } catch (error) {
    await failedLookup(looking, { type: 'user.registry.lookup.failed', resource: 'image_tag', error });
  }
}

async function tell({ parts, scope, row }: Looking, before: string, now: string): Promise<void> {
  await parts.platform.events.emit({
    account: scope.account,
    type: 'user.image.tag.update',
    level: 'INFO',
    message: `${row.key} names another image now: ${now}`,
    details: { image_tag: row.key, curr_eval: [now], last_eval: [before] },
    resource: { type: 'image_tag', id: row.key },
  });
}
