import type { Bill } from '../bill/types.ts';
import type { MatchReport } from '../match/types.ts';

/** What a finding asks for, and what a verdict says. */
export type Action = 'stop' | 'warn' | 'go';

/** The Dockerfile of an image: given by the caller (`actual`) or worked out from its history (`guessed`). */
export interface DockerfileFacts {
  readonly mode: 'actual' | 'guessed' | 'unknown';
  readonly text: string;
}

/** Everything that gates may look at. Content-addressed: each part has a digest. */
export interface PolicyFacts {
  readonly bill: Bill;
  /** Null when matching was not done; gates that need it then report "not evaluated". */
  readonly report: MatchReport | null;
  readonly dockerfile: DockerfileFacts;
  /** The image that this one was built on, when it is known; null or absent when nothing was compared. */
  readonly base?: { readonly reference: string; readonly diffIds: readonly string[] } | null;
  /** The full tag under evaluation, for the mappings: `docker.io/library/debian:12`; null when the artifact has none. */
  readonly tag: string | null;
}

/** The five digests of an evaluation (sha256). */
export interface InputDigests {
  readonly sbom: string;
  readonly advisories: string;
  readonly policy: string;
  /** Allowlists in force. */
  readonly exceptions: string;
  /** RFC 3339 UTC: the clock is an input and is its own digest. */
  readonly clock: string;
}

/** One thing that a rule found. */
export interface Finding {
  readonly triggerId: string;
  readonly gate: string;
  readonly trigger: string;
  readonly ruleId: string;
  readonly ruleSetId: string;
  readonly message: string;
  /** After allowlists: `go` when allowlisted. */
  readonly action: Action;
  readonly allowlisted: boolean;
  readonly allowlistMatch: { readonly id: string; readonly name: string; readonly matchedRuleId: string } | null;
  /** The policy author's words. */
  readonly recommendation: string;
  /** What to do, worked out from the facts; null when Gantry knows nothing better than the recommendation. */
  readonly fix: Remedy | null;
  /** What it is about, when it is about a package. */
  readonly packageId: string | null;
  readonly vulnerability: string | null;
  readonly path: string | null;
  readonly layer: string | null;
}

/** One edit that makes findings go away. */
export type Remedy =
  | {
      readonly kind: 'upgrade';
      readonly packageId: string;
      readonly name: string;
      readonly from: string;
      readonly to: string;
    }
  | { readonly kind: 'dockerfile'; readonly says: string; readonly edit?: DockerfileEdit }
  | { readonly kind: 'remove'; readonly packageId: string; readonly name: string }
  | { readonly kind: 'data'; readonly says: string };

/**
 * A change of a Dockerfile that a machine can make. `append`: a line at its end. `remove-line`: every line of that
 * instruction with that argument. `unexpose`: that port entry of every EXPOSE line.
 */
export type DockerfileEdit =
  | { readonly op: 'append'; readonly line: string }
  | { readonly op: 'remove-line'; readonly instruction: string; readonly argument: string }
  | { readonly op: 'unexpose'; readonly port: string };

/** A part of the policy or of the data that could not be used. */
export interface EvaluationProblem {
  readonly severity: 'error' | 'warn';
  readonly problemType: string;
  readonly details: string;
}

/** Stop, warn or go, with everything that led there. */
export interface Verdict {
  readonly finalAction: Action;
  readonly finalActionReason: 'policy_evaluation' | 'allowlisted' | 'denylisted';
  /** `fail` for stop, else `pass`. */
  readonly status: 'pass' | 'fail';
  /** The action before allowed and denied images were looked at. */
  readonly policyAction: Action;
  readonly policyId: string;
  readonly policyName: string;
  readonly findings: readonly Finding[];
  readonly problems: readonly EvaluationProblem[];
  readonly imageMappedToRule: boolean;
  readonly matchedMapping: { readonly id: string; readonly name: string } | null;
  readonly matchedAllowlistedImage: { readonly id: string; readonly name: string } | null;
  readonly matchedDenylistedImage: { readonly id: string; readonly name: string } | null;
  readonly digests: InputDigests;
}
