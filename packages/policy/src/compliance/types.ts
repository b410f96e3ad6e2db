import type { Action, EvaluationProblem, Finding, InputDigests, RuleResult, Verdict } from '@gantry/core';
import type { ArtifactType, Control, Framework, PackNeed } from '../model/types.ts';

/**
 * What is known of a control after an evaluation.
 *
 * - `failed`: a rule of the control has a finding that no allowlist accepts.
 * - `satisfied-by-check`: every rule of the control was evaluated in full and none has an open finding. It says no more than that: it
 *   is never a claim that the requirement is met.
 * - `not-applicable`: no rule of the control makes sense for this artifact.
 * - `not-evaluated`: facts, data or lists are missing, so silence means nothing. `reasons` tell which. Findings that only tell so (old
 *   data, unread files, no malware scan) fail a control only where that is all that it is about.
 * - `manual`: people decide, with or without the records that were found.
 */
export type ControlState = 'satisfied-by-check' | 'failed' | 'not-applicable' | 'not-evaluated' | 'manual';

/** The words of STIG Viewer. `NotAFinding` only where the rules alone decide the control. */
export type StigStatus = 'NotAFinding' | 'Open' | 'Not_Applicable' | 'Not_Reviewed';

/** A rule that gives evidence, and what became of it. */
export interface RuleEvidence extends Omit<RuleResult, 'firstFinding' | 'findings'> {
  /** The pack's words on what to do. */
  readonly recommendation: string;
  /** Findings that count, in the order of the verdict. */
  readonly open: readonly Finding[];
  /** Findings that an allowlist accepts. */
  readonly accepted: readonly Finding[];
}

/** A control of the framework, and its state. */
export interface ControlResult {
  /** As the framework numbers it: `4.1`, `AC-6(10)`. */
  readonly id: string;
  /** In our own words. */
  readonly title: string;
  readonly automation: Control['automation'];
  readonly state: ControlState;
  readonly stigStatus: StigStatus;
  /** The state that an OSCAL assessment result would have; null where OSCAL has no word for "not known". */
  readonly oscalState: 'satisfied' | 'not-satisfied' | null;
  /** Why the state is what it is, in sentences; never empty. */
  readonly reasons: readonly string[];
  /** What a person has to look at; null when nothing is left. */
  readonly manual: string | null;
  /** What the operator would have to fill in, and did not. */
  readonly missing: readonly PackNeed[];
  /** Rules that give evidence: keys (`ruleSetId/ruleId`) of `ComplianceReport.rules`. */
  readonly rules: readonly string[];
  /** Open findings that fail it, and findings of its rules that allowlists accept. */
  readonly openFindings: number;
  readonly acceptedFindings: number;
}

/** What was looked at. */
export interface ComplianceTarget {
  /** As people call it: a tag, a path, the name of an SBOM. */
  readonly name: string;
  readonly kind: ArtifactType;
  /** Digest of the image's manifest; null for everything else. */
  readonly digest: string | null;
  readonly imageId: string | null;
  /** `linux/amd64`; null when it is no image. */
  readonly platform: string | null;
  /** `debian 12`; null when there is none. */
  readonly distro: string | null;
}

/** Evidence for auditors: every control of a framework with its state, and what that rests on. Never a claim of compliance. */
export interface ComplianceReport {
  readonly pack: { readonly name: string; readonly title: string; readonly about: string };
  /** Null for packs that answer to no framework: each of their rules then stands as a control of its own. */
  readonly framework: Framework | null;
  readonly target: ComplianceTarget;
  /** The clock of the evaluation, RFC 3339 UTC. */
  readonly evaluatedAt: string;
  /** Of everything that the verdict was made from. */
  readonly digests: InputDigests;
  readonly verdict: {
    readonly finalAction: Action;
    readonly finalActionReason: Verdict['finalActionReason'];
    readonly policyId: string;
    readonly policyName: string;
    /** False: no mapping accepts the artifact, so that no rule was run. */
    readonly mapped: boolean;
  };
  /** Controls by state, and all of them. */
  readonly counts: Readonly<Record<ControlState, number>> & { readonly total: number };
  /** One sentence that may be quoted: `no failing check for 12 of 25 controls; 3 failed, 6 not evaluated, …`. */
  readonly summary: string;
  /** What has to be said with the report: rights, names, legal state of the framework, age of the pack. */
  readonly notices: readonly string[];
  /** In the order of the framework. */
  readonly controls: readonly ControlResult[];
  /** Every rule that was asked, by `ruleSetId/ruleId`, in the order of the policy; findings are only here. */
  readonly rules: Readonly<Record<string, RuleEvidence>>;
  /** Of the verdict: what could not be judged, and what is wrong with the policy. */
  readonly problems: readonly EvaluationProblem[];
}
