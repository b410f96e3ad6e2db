import type { Bill } from '../bill/types.ts';
import type { Inspection, InspectionPart } from '../inspection/types.ts';
import type { MatchReport } from '../match/types.ts';
import type { Package } from '../package/package.ts';

/** What a finding asks for, and what a verdict says. */
export type Action = 'stop' | 'warn' | 'go';

/** The Dockerfile of an image: given by the caller (`actual`) or worked out from its history (`guessed`). */
export interface DockerfileFacts {
  readonly mode: 'actual' | 'guessed' | 'unknown';
  readonly text: string;
}

/** An analyzed image that an image was built on: its layers are the first layers of the other. */
export interface Ancestor {
  readonly digest: string;
  /** Full tags, `docker.io/library/debian:12`. */
  readonly tags: readonly string[];
  readonly layers: number;
}

/** What an image was built on. */
export interface Ancestry {
  /** Nearest first. */
  readonly ancestors: readonly Ancestor[];
  /** The one that counts as the base: marked by people, else the nearest; null when there is none. */
  readonly base: Ancestor | null;
}

/** Another state of the same artifact, to compare packages with. */
export interface ComparedPackages {
  /** Digest of an image, or id of a source revision. */
  readonly digest: string;
  readonly packages: readonly Package[];
}

/** A result of a STIG evaluation that is stored with an image. */
export interface StigEvaluation {
  readonly id: string;
  readonly profile: string;
  /** When the check ran, else when it was uploaded; RFC 3339 UTC. */
  readonly evaluatedAt: string;
  /** Digest of the document. */
  readonly sha256: string;
  /** Rules by result, in the words of STIG Viewer. */
  readonly results: Readonly<Record<'NotAFinding' | 'Open' | 'Not_Applicable' | 'Not_Reviewed', number>>;
}

/** A signature or an attestation that was found beside an image, as it is; whoever trusts a key verifies it. */
export interface Attachment {
  /**
   * `cosign-signature`: payload and signature of a `.sig` image. `dsse`: an envelope. `sigstore-bundle`: a bundle with either.
   * `statement`: an in-toto statement that nobody signed, as BuildKit adds it to indexes.
   */
  readonly kind: 'cosign-signature' | 'dsse' | 'sigstore-bundle' | 'statement';
  /** Digest of the manifest or index that it is attached to. */
  readonly subject: string;
  /** Digest of the blob that holds it. */
  readonly digest: string;
  /** Where it was found; `index`: in the index that lists the image, where BuildKit puts it. */
  readonly from: 'referrer' | 'tag' | 'file' | 'index';
  readonly mediaType: string;
  /** The document as text: a payload, an envelope, a bundle (JSON). */
  readonly content: string;
  /** What cosign keeps in annotations of the layer: signature, certificate, chain, bundle. */
  readonly annotations: Readonly<Record<string, string>>;
}

/** What was found beside an image. */
export interface Attachments {
  /** In order of digests. */
  readonly found: readonly Attachment[];
  /** What could not be fetched or was too large. */
  readonly unread: readonly { readonly from: string; readonly because: string }[];
}

/** What somebody stated of a vulnerability in this artifact. */
export interface VulnerabilityAnnotation {
  readonly id: string;
  readonly vulnerability: string;
  /** Null for all packages of the artifact. */
  readonly packageName: string | null;
  readonly packageVersion: string | null;
  readonly status: 'affected' | 'not_affected' | 'fixed' | 'under_investigation';
  readonly justification: string | null;
}

/** The parts of the facts that a rule may need besides the bill and the matches. */
export type FactPart =
  | InspectionPart
  | 'ancestry'
  | 'previous'
  | 'relatedSources'
  | 'stigEvaluations'
  | 'attachments'
  | 'annotations'
  | 'firstSeen'
  | 'vulnerabilityAnnotations';

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
  // What follows is absent or null when it was not collected: rules that need it are then "not evaluated".
  readonly inspection?: Inspection | null;
  readonly ancestry?: Ancestry | null;
  /** The image that the tag named before; `none` when this is its first. */
  readonly previous?: ComparedPackages | 'none' | null;
  /** Source revisions that this image is said to contain. */
  readonly relatedSources?: readonly ComparedPackages[] | null;
  readonly stigEvaluations?: readonly StigEvaluation[] | null;
  readonly attachments?: Attachments | null;
  /** What people wrote on the image: `exposure=public`, `team=payments`. */
  readonly annotations?: Readonly<Record<string, string>> | null;
  /**
   * When each vulnerability of a package was first seen in this line of images (registry and repository), by `firstSeenKey`; RFC 3339
   * UTC. Rebuilds do not reset it.
   */
  readonly firstSeen?: Readonly<Record<string, string>> | null;
  readonly vulnerabilityAnnotations?: readonly VulnerabilityAnnotation[] | null;
}

/** The digests of everything that a verdict was made from (sha256). */
export interface InputDigests {
  readonly sbom: string;
  readonly advisories: string;
  /** Of the inspection, or `none`. */
  readonly inspection: string;
  /** Of the other facts: tag, Dockerfile, ancestry, attachments, annotations, clocks of findings. */
  readonly context: string;
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
  /** Controls of compliance frameworks that the rule gives evidence for: `NIST-800-53:AC-6`. */
  readonly controlIds: readonly string[];
  /** What to do, worked out from the facts; null when Gantry knows nothing better than the recommendation. */
  readonly fix: Remedy | null;
  /** What it is about, when it is about a package. */
  readonly packageId: string | null;
  readonly vulnerability: string | null;
  readonly path: string | null;
  readonly layer: string | null;
  /** Line of the Dockerfile that was looked at, when it is about one; 1 for the first. */
  readonly line?: number;
}

/** Another version of a package. */
export interface Upgrade {
  readonly kind: 'upgrade';
  readonly packageId: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** A package goes. */
export interface Removal {
  readonly kind: 'remove';
  readonly packageId: string;
  readonly name: string;
}

/** A change of the Dockerfile; without `edit` it is advice that nobody can try out. */
export interface DockerfileChange {
  readonly kind: 'dockerfile';
  readonly says: string;
  readonly edit?: DockerfileEdit;
}

/** The image is built again on another state of its base image: one edit for everything that came with the base. */
export interface Rebase {
  readonly kind: 'rebase';
  /** Tag or digest of the present base; empty when it is not known. */
  readonly base: string;
  readonly says: string;
  /** What the new base must have. Empty: nobody can say, and nothing is proven. */
  readonly needs: readonly (Upgrade | Removal | DockerfileChange)[];
}

/** One edit that makes findings go away. */
export type Remedy = Upgrade | Removal | DockerfileChange | Rebase | { readonly kind: 'data'; readonly says: string };

/**
 * A change of a Dockerfile that a machine can make. `append`: a line at its end. `remove-line`, `replace-line`: every line of that
 * instruction with that argument. `unexpose`: that port entry of every EXPOSE line. A `…` in a new line stands for what only people know.
 * `files`: a RUN line at the end, run as root, that changes files of the image.
 */
export type DockerfileEdit =
  | { readonly op: 'append'; readonly line: string }
  | { readonly op: 'remove-line'; readonly instruction: string; readonly argument: string }
  | { readonly op: 'replace-line'; readonly instruction: string; readonly argument: string; readonly line: string }
  | { readonly op: 'unexpose'; readonly port: string }
  | { readonly op: 'files'; readonly does: FileChange; readonly paths: readonly string[] };

/**
 * What a RUN line does to files. `chmod`: permission bits (with setuid, setgid and sticky) that it takes off and puts on.
 * `take-rights`: setuid, setgid and file capabilities go. `remove`: the file goes, or the folder with all that lies in it.
 */
export type FileChange =
  | { readonly change: 'chmod'; readonly off: number; readonly on: number }
  | { readonly change: 'take-rights' }
  | { readonly change: 'remove' };

/** A part of the policy or of the data that could not be used. */
export interface EvaluationProblem {
  readonly severity: 'error' | 'warn';
  readonly problemType: string;
  readonly details: string;
}

/**
 * What became of one rule. `evaluated` with no findings is the only silence that means "looked, and found nothing". `ended` and
 * `broken` rules did not run at all, and problems tell why.
 */
export interface RuleResult {
  readonly ruleSetId: string;
  readonly ruleId: string;
  readonly gate: string;
  readonly trigger: string;
  readonly action: Action;
  readonly outcome:
    | 'evaluated'
    | 'partly'
    | 'not-evaluated'
    | 'not-applicable'
    | 'failed'
    | 'unavailable'
    | 'ended'
    | 'broken';
  /** Why it could not be judged, or only in part; why it does not apply. */
  readonly because: readonly string[];
  /** Positions of its findings in the verdict's list: from, and how many. */
  readonly firstFinding: number;
  readonly findings: number;
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
  /** Every rule that was asked, in the order of the policy. */
  readonly rules: readonly RuleResult[];
  readonly problems: readonly EvaluationProblem[];
  readonly imageMappedToRule: boolean;
  readonly matchedMapping: { readonly id: string; readonly name: string } | null;
  readonly matchedAllowlistedImage: { readonly id: string; readonly name: string } | null;
  readonly matchedDenylistedImage: { readonly id: string; readonly name: string } | null;
  readonly digests: InputDigests;
}
