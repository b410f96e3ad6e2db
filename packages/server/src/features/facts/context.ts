import { type Attachments, byCodeUnit, canonicalJson, sha256OfText } from '@gantry/core';
import type { Scope } from '../../kernel/db/index.ts';
import type { Images } from '../images/ports.ts';
import type { StigEvaluations } from '../stig/ports.ts';
import type { VulnerabilityAnnotations } from '../vuln-annotations/ports.ts';
import { ancestryOf, baseOf } from './ancestry.ts';
import type { ContextFacts, Digested, FactsRequest } from './ports.ts';
import { previousOf } from './previous.ts';

/** Where context comes from. */
export interface ContextSources {
  readonly images: Pick<Images, 'ancestors' | 'bill' | 'document' | 'tags'>;
  readonly stigEvaluations: StigEvaluations;
  readonly annotations: VulnerabilityAnnotations;
}

/** Collects the needed parts. Source revisions are not catalogued yet: rules on them are not evaluated. */
export async function contextOf(
  from: ContextSources,
  scope: Scope,
  { image, tag, needed }: FactsRequest,
): Promise<Digested<ContextFacts>> {
  const { digest } = image;
  const facts: ContextFacts = {
    ...(needed.has('annotations') ? { annotations: image.annotations } : {}),
    ...(needed.has('ancestry') ? await ancestryFacts(from.images, scope, digest) : {}),
    ...(needed.has('previous') ? { previous: await previousOf(from.images, scope, { digest, tag }) } : {}),
    ...(needed.has('stigEvaluations') ? { stigEvaluations: await from.stigEvaluations.of(scope, digest) } : {}),
    ...(needed.has('attachments') ? { attachments: await attachmentsOf(from.images, scope, digest) } : {}),
    ...(needed.has('vulnerabilityAnnotations')
      ? { vulnerabilityAnnotations: await from.annotations.of(scope, digest) }
      : {}),
  };
  return { facts, digest: digestOf(facts) };
}

async function ancestryFacts(
  images: ContextSources['images'],
  scope: Scope,
  digest: string,
): Promise<Pick<ContextFacts, 'ancestry' | 'base'>> {
  const ancestry = await ancestryOf(images, scope, digest);
  return { ancestry, base: await baseOf(scope, ancestry) };
}

async function attachmentsOf(
  images: Pick<Images, 'document'>,
  scope: Scope,
  digest: string,
): Promise<Attachments | null> {
  const bytes = await images.document(scope, digest, 'attachments');
  // What is stored is what an analysis wrote.
  return bytes === null ? null : (JSON.parse(Buffer.from(bytes).toString('utf8')) as Attachments);
}

/** Packages of another image count by its digest. */
function digestOf(facts: ContextFacts): string {
  const { previous, ...rest } = facts;
  const parts = Object.keys(facts).sort(byCodeUnit);
  if (parts.length === 0) return 'none';
  const before = typeof previous === 'object' ? (previous?.digest ?? null) : (previous ?? null);
  return sha256OfText(canonicalJson({ parts, before, rest }));
}
