import type { Json, JsonOrNull, MadeTime, OrNull, Time, TimeOrNull } from './columns.ts';

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
  /** Findings of action stop by rule. */
  stops: Json<Readonly<Record<string, number>>>;
  /** The verdict as core knows it. */
  verdict: Json<Readonly<Record<string, unknown>>>;
  /** Where its facts are kept, as evaluations write it; null when they are not. */
  snapshot: JsonOrNull<Readonly<Record<string, unknown>>>;
  /** The policy as it was. */
  policy: Json<Readonly<Record<string, unknown>>>;
}

/** A document of facts that stored evaluations need; many share one. */
export interface SnapshotTable {
  account: string;
  /** Of the plain bytes. */
  sha256: string;
  /** Of the plain bytes. */
  size: number;
  /** Gzip. */
  body: Uint8Array;
}

/** That an evaluation needs a document. */
export interface SnapshotUseTable {
  account: string;
  evaluation_id: string;
  sha256: string;
}

/** A candidate policy that is replayed over stored evaluations, and what came of it. */
export interface BacktestTable {
  id: string;
  account: string;
  status: 'queued' | 'running' | 'done' | 'failed';
  policy_id: string;
  policy_name: string;
  policy: Json<Readonly<Record<string, unknown>>>;
  /** The policy to compare with; null: what the stored verdicts say. */
  against: JsonOrNull<Readonly<Record<string, unknown>>>;
  /** The policy whose evaluations are replayed. */
  evaluated_by: string;
  since: Time;
  team_key: string;
  /** Evaluations in all, null until they are counted, and those that were looked at. */
  total: OrNull<number>;
  done: number;
  /** As the API tells it. */
  result: JsonOrNull<Readonly<Record<string, unknown>>>;
  /** Why it failed: code and sentence. */
  problem: JsonOrNull<{ readonly code: string; readonly message: string }>;
  created_by: string;
  created_at: Time;
  started_at: TimeOrNull;
  finished_at: TimeOrNull;
}
