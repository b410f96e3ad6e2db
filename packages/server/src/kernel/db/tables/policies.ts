import type { Json, MadeTime, OrNull, Time } from './columns.ts';

/** A policy of an account; one of them is active. */
export interface PolicyTable {
  account: string;
  id: string;
  name: string;
  description: OrNull<string>;
  version: string;
  active: boolean;
  source: string;
  document: Json<Readonly<Record<string, unknown>>>;
  /** SHA-256 of the canonical document. */
  digest: string;
  created_at: MadeTime;
  last_updated: MadeTime;
}

/** What a policy said of an image under a tag, when its inputs or the outcome changed. */
export interface EvaluationTable {
  id: string;
  account: string;
  image_digest: string;
  tag: string;
  policy_id: string;
  /** One hash over the four digests besides the clock. */
  inputs: string;
  sbom_digest: string;
  advisories_digest: string;
  policy_digest: string;
  exceptions_digest: string;
  comparison_digest: OrNull<string>;
  evaluated_at: Time;
  final_action: 'stop' | 'warn' | 'go';
  status: 'pass' | 'fail';
  /** The verdict as core knows it. */
  verdict: Json<Readonly<Record<string, unknown>>>;
  /** The policy as it was. */
  policy: Json<Readonly<Record<string, unknown>>>;
}
