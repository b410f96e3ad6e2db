import type { Action } from '@gantry/core';
import type { BacktestResult } from '@gantry/policy';
import type { Snapshot } from '../evaluations/ports.ts';

/** What is replayed: documents of policies and how teams are told. Plain data, since it goes to another thread. */
export interface ReplayOrder {
  readonly candidate: Readonly<Record<string, unknown>>;
  /** Null: the stored verdicts are compared with. */
  readonly against: Readonly<Record<string, unknown>> | null;
  readonly teamKey: string;
}

/** A stored evaluation as far as a replay needs it. */
export interface ReplayRow {
  readonly tag: string;
  /** RFC 3339 UTC. */
  readonly clock: string;
  readonly action: Action;
  readonly stops: Readonly<Record<string, number>>;
  readonly sbom: string;
  readonly advisories: string;
  /** Null when its facts were not kept. */
  readonly snapshot: Snapshot | null;
}

/** The evaluations of one image, with every document that they need and the replay has not seen yet. */
export interface ReplayBatch {
  readonly digest: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly rows: readonly ReplayRow[];
  /** Packed, by digest of the plain bytes. */
  readonly documents: readonly PackedDocument[];
}

/** A document as it is stored: gzip. */
export interface PackedDocument {
  readonly sha256: string;
  /** Of the plain bytes. */
  readonly size: number;
  readonly body: Uint8Array;
  /** Others than this image need it too: it is sent once and kept. */
  readonly shared: boolean;
}

/** A replay under way. */
export interface Replaying {
  /** Settles when more may come. */
  add(batch: ReplayBatch): Promise<void>;
  result(): Promise<BacktestResult>;
  /** Gives up; the other calls fail then. Harmless after the end. */
  stop(): Promise<void>;
}

/** Starts replays. */
export type Replayer = (order: ReplayOrder) => Replaying;
