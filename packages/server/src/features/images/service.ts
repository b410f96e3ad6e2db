import { isCodedError } from '@gantry/core';
import { type Reference, referenceText } from '@gantry/sbom';
import { inTransaction, type Row, type Scope } from '../../kernel/db/index.ts';
import type { Platform } from '../../kernel/platform/index.ts';
import type { Analyses, ImageResolver, ResolvedImage } from '../analyses/ports.ts';
import type { Imports } from '../imports/ports.ts';
import type { Subscriptions } from '../subscriptions/ports.ts';
import { imageErrors } from './errors.ts';
import { type Added, type Addition, putImage } from './store.ts';
import type { ImportWish, RegistryWish, Wish } from './wish.ts';

/** What adding images needs. */
export interface AddingParts {
  readonly platform: Platform;
  readonly resolver: ImageResolver;
  readonly subscriptions: Subscriptions;
  readonly analyses: Analyses;
  readonly imports: Imports;
}

/** How to add. */
export interface AddOptions {
  readonly force: boolean;
  readonly autoSubscribe: boolean;
  readonly priority: 'interactive' | 'background';
}

/** Adds what a caller asks for and enqueues its analysis. IMAGE_NOT_RESOLVED, and the errors of imports. */
export async function addImage(
  parts: AddingParts,
  scope: Scope,
  { wish, options }: { readonly wish: Wish; readonly options: AddOptions },
): Promise<Row<'image'>> {
  const added =
    wish.kind === 'import'
      ? await addImport(parts, scope, { wish, options })
      : await addPulled(parts, scope, { wish, options });
  if (options.autoSubscribe) await subscribe(parts, scope, wish);
  if (added.analyze) await parts.analyses.enqueue(scope, added.image.digest, options.priority);
  return added.image;
}

async function addPulled(
  parts: AddingParts,
  scope: Scope,
  { wish, options }: { readonly wish: RegistryWish; readonly options: AddOptions },
): Promise<Added> {
  const { reference, tag, detectedAt, dockerfile } = wish;
  const resolved = await resolve(parts, scope, reference);
  const addition: Addition = {
    facts: { ...resolved, origin: 'registry', repository: `${reference.registry}/${reference.repository}` },
    tags: tag === undefined ? [] : [tag],
    annotations: wish.annotations,
    ...(dockerfile === undefined ? {} : { dockerfile }),
    ...(detectedAt === undefined ? {} : { detectedAt }),
    ...common(parts, options),
  };
  return inTransaction(scope, (within) => putImage(within, addition));
}

/** Failures of the registry are the answer to the caller's words, whatever their kind is elsewhere. */
async function resolve({ resolver }: AddingParts, scope: Scope, reference: Reference): Promise<ResolvedImage> {
  try {
    return await resolver.resolve(scope, reference);
  } catch (cause) {
    if (!isCodedError(cause) || cause.kind === 'bug') throw cause;
    throw imageErrors.NOT_RESOLVED({ reference: referenceText(reference), because: cause.message }, { cause });
  }
}

function addImport(
  parts: AddingParts,
  scope: Scope,
  { wish, options }: { readonly wish: ImportWish; readonly options: AddOptions },
): Promise<Added> {
  const { manifest, tags, annotations } = wish;
  return inTransaction(scope, async (within) => {
    const content = await parts.imports.check(within, manifest);
    const added = await putImage(within, {
      facts: {
        digest: manifest.digest,
        parentDigest: manifest.parentDigest ?? manifest.digest,
        imageId: manifest.imageId ?? '',
        origin: 'import',
      },
      tags,
      annotations,
      ...content,
      ...common(parts, options),
    });
    if (added.analyze && added.image.origin === 'import') await parts.imports.queue(within, manifest);
    else await parts.imports.discard(within, manifest.operationId);
    return added;
  });
}

function common({ platform }: AddingParts, { force }: AddOptions): Pick<Addition, 'force' | 'now' | 'hostId'> {
  return { force, now: platform.clock.now(), hostId: platform.hostId };
}

/** Only a tag that the server can ask a registry for is watched for updates. */
async function subscribe({ subscriptions }: AddingParts, scope: Scope, wish: Wish): Promise<void> {
  const states = { analysis_update: true, policy_eval: false, vuln_update: false };
  if (wish.kind === 'import') {
    for (const { fullTag } of wish.tags) await subscriptions.ensure(scope, fullTag, { tag_update: false, ...states });
  } else if (wish.tag !== undefined) {
    await subscriptions.ensure(scope, wish.tag.fullTag, { tag_update: wish.byTag, ...states });
  }
}
