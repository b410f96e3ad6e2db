import type { FactPart, Inspection, PolicyFacts } from '@gantry/core';
import type { Row, Scope } from '../../kernel/db/index.ts';

/** Facts of an artifact that are neither bill, matches nor inspection. */
export type ContextFacts = Pick<
  PolicyFacts,
  | 'ancestry'
  | 'base'
  | 'previous'
  | 'relatedSources'
  | 'stigEvaluations'
  | 'attachments'
  | 'annotations'
  | 'vulnerabilityAnnotations'
>;

/** Which image is looked at, under which tag, and what of it the rules need. */
export interface FactsRequest {
  readonly image: Row<'image'>;
  /** `registry/repository:tag` */
  readonly tag: string;
  readonly needed: ReadonlySet<FactPart>;
}

/** Facts with the digest (sha256) of what they say. */
export interface Digested<T> {
  readonly facts: T;
  readonly digest: string;
}

/** Collects what rules look at besides the bill and the matches. Parts that nobody needs are left out, and cost nothing. */
export interface Facts {
  context(scope: Scope, request: FactsRequest): Promise<Digested<ContextFacts>>;
  /** The digest of the inspection as far as it is needed; `none` when nothing of it is needed or was collected. */
  inspectionDigest(scope: Scope, request: FactsRequest): Promise<string>;
  /** The needed parts; null when none was collected. */
  inspection(scope: Scope, request: FactsRequest): Promise<Inspection | null>;
}
