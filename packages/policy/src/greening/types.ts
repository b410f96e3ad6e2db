import type {
  Action,
  DockerfileChange,
  EvaluationProblem,
  Finding,
  Match,
  Remedy,
  Removal,
  Upgrade,
} from '@gantry/core';

/** One edit of the way to green. */
export type Edit = Remedy & {
  /** Packages that it changes; several when one component lies in several places. */
  readonly packageIds: readonly string[];
  /** Trigger ids of the stop findings that asked for it. */
  readonly clears: readonly string[];
  /** False when its effect cannot be worked out from the facts at hand (newer data, for example): then it is advice. */
  readonly proven: boolean;
};

/** Is the version affected by the match's vulnerability? Null when that cannot be said. */
export type StillAffected = (match: Match, version: string) => boolean | null;

/** What an edit does at one place: to one package, one file or one line. */
export interface Piece {
  readonly remedy: Upgrade | Removal | DockerfileChange;
  /** Trigger ids of the findings that ask for it. */
  readonly clears: readonly string[];
  /** It came with the base image, so that another base may do the same. */
  readonly inBase: boolean;
}

/**
 * A finding that people could accept. It is no fix: the image stays as it is, and an allowlist says until when nobody minds.
 */
export interface Acceptance {
  readonly gate: string;
  readonly triggerId: string;
  /** RFC 3339 UTC. */
  readonly expiresOn: string;
  /** Rules that would be silent. */
  readonly ruleIds: readonly string[];
  readonly says: string;
}

/** The cheapest known way from stop to anything better, and the proof of it. */
export interface GreenPath {
  /** Those that clear most first. Empty when nothing stops, or nothing is known that helps. */
  readonly edits: readonly Edit[];
  /** True: no smaller set of the known edits clears as much. False: it is small, and a smaller one was not ruled out. */
  readonly optimal: boolean;
  /** What the same policy says of the facts with the provable edits made. */
  readonly verdictAfter: Action;
  /** Findings that would still stop. */
  readonly remaining: readonly Finding[];
  /** Problems of severity error that would still stop. */
  readonly unsolved: readonly EvaluationProblem[];
  /** The last resort: entries of an allowlist for what no edit turns. Empty unless they and the edits together end the stop. */
  readonly acceptances: readonly Acceptance[];
  /** What the policy says with the edits made and those findings accepted; null without acceptances. */
  readonly verdictAccepted: Action | null;
}
