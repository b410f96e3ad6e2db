import { canonicalJson, type FactPart, sha256OfText } from '@gantry/core';
import type { Row, Scope } from '../../kernel/db/index.ts';
import type { Advisories } from '../advisories/ports.ts';
import type { ContextFacts, Digested, Facts } from '../facts/ports.ts';
import type { Images } from '../images/ports.ts';
import type { Policies } from '../policies/ports.ts';
import { evaluationErrors } from './errors.ts';
import { withFileLists } from './listed-files.ts';
import type { EvaluationRequest, PolicyInUse } from './ports.ts';
import { createSharedReads } from './shared-reads.ts';
import { fullTagOf } from './tags.ts';

/** Everything that a verdict on a stored image depends on, besides the clock. */
export interface Inputs {
  readonly image: Row<'image'>;
  /** The image that is compared with, or null. */
  readonly base: Row<'image'> | null;
  readonly policy: PolicyInUse;
  /** `registry/repository:tag` */
  readonly tag: string;
  /** Digest of the advisories of this process, `none` without any. */
  readonly advisories: string;
  readonly needed: ReadonlySet<FactPart>;
  readonly context: Digested<ContextFacts>;
  /** Of the needed parts, `none` without any. */
  readonly inspection: string;
  /** One hash over all of it. */
  readonly key: string;
}

/** Where inputs come from. */
export interface InputSources {
  readonly images: Pick<Images, 'analyzed' | 'ancestors'>;
  readonly policies: Policies;
  readonly advisories: Pick<Advisories, 'current'>;
  readonly facts: Pick<Facts, 'context' | 'inspectionDigest'>;
}

/** Looks inputs up: only rows, no documents. Many who ask for the same at once share the queries. */
export interface InputReader {
  /** IMAGE_NOT_FOUND, IMAGE_NOT_ANALYZED, POLICY_NOT_FOUND, EVALUATION_BAD_TAG, EVALUATION_BAD_BASE. */
  read(scope: Scope, request: EvaluationRequest): Promise<Inputs>;
}

/** A reader over the other features; `neededBy` tells which facts a policy looks at. */
export function createInputReader(
  from: InputSources,
  neededBy: (policy: PolicyInUse) => Promise<ReadonlySet<FactPart>>,
): InputReader {
  const images = createSharedReads<Row<'image'>>();
  const policies = createSharedReads<Row<'policy'>>();
  const readImage = (scope: Scope, digest: string): Promise<Row<'image'>> => {
    const read = (): Promise<Row<'image'>> => from.images.analyzed(scope, digest);
    // What a transaction sees is for itself.
    return scope.db.isTransaction ? read() : images.get(`${scope.account} ${digest}`, read);
  };
  const readPolicy = (scope: Scope, id: string | undefined): Promise<Row<'policy'>> => {
    const read = () => (id === undefined ? from.policies.active(scope) : from.policies.byId(scope, id));
    return scope.db.isTransaction ? read() : policies.get(`${scope.account} ${id ?? ''}`, read);
  };
  return {
    read: async (scope, { tag: given, digest, policyId, policy: handedIn, baseDigest }) => {
      const tag = fullTagOf(given);
      const image = await readImage(scope, digest);
      const policy = handedIn ?? (await readPolicy(scope, policyId));
      const base = await readBase(from.images, scope, { digest: image.digest, baseDigest });
      const store = from.advisories.current();
      const advisories = store?.facts().digest ?? 'none';
      const request = { image, tag, needed: withFileLists(await neededBy(policy), store) };
      const context = await from.facts.context(scope, request);
      const inspection = await from.facts.inspectionDigest(scope, request);
      const inputs = { image, base, policy, tag, advisories, needed: request.needed, context, inspection };
      return { ...inputs, key: keyOf(inputs) };
    },
  };
}

/** `auto` is the nearest ancestor that was analyzed; an image without one is compared with nothing. */
async function readBase(
  images: InputSources['images'],
  scope: Scope,
  { digest, baseDigest }: { readonly digest: string; readonly baseDigest: string | undefined },
): Promise<Row<'image'> | null> {
  if (baseDigest === undefined || baseDigest === '') return null;
  if (baseDigest !== 'auto') return images.analyzed(scope, checkedDigest(baseDigest));
  const ancestors = await images.ancestors(scope, digest);
  return ancestors.find(({ analysis_status }) => analysis_status === 'analyzed') ?? null;
}

function checkedDigest(text: string): string {
  if (/^sha256:[0-9a-f]{64}$/i.test(text)) return text.toLowerCase();
  throw evaluationErrors.BAD_BASE({ digest: text.slice(0, 200) });
}

function keyOf({ image, base, policy, tag, advisories, context, inspection }: Omit<Inputs, 'key'>): string {
  const parts = {
    image: partOf(image),
    base: base && partOf(base),
    policy: [policy.id, policy.digest],
    tag,
    advisories,
    context: context.digest,
    inspection,
  };
  return sha256OfText(canonicalJson({ account: image.account, ...parts }));
}

/** What of an image row a verdict depends on. The digest stands in for an SBOM that has none of its own. */
function partOf({ digest, sbom_digest, analyzed_at, dockerfile, dockerfile_mode }: Row<'image'>): unknown {
  return [digest, sbom_digest ?? analyzed_at?.toISOString() ?? '', dockerfile ?? '', dockerfile_mode ?? ''];
}
