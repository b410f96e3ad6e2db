import type { Action } from '@gantry/core';

/** One parameter of a rule as the policy writes it; gates turn the text into a value. */
export interface RuleParameter {
  readonly name: string;
  readonly value: string;
}

/** What to look for and what to say when it is found. */
export interface Rule {
  readonly id: string;
  readonly gate: string;
  readonly trigger: string;
  readonly action: Action;
  readonly params: readonly RuleParameter[];
  readonly description: string;
  /** The author's words, repeated on every finding of the rule. */
  readonly recommendation: string;
  /** Controls of compliance frameworks that it gives evidence for: `NIST-800-53:AC-6`. Gantry's own field, `control_ids`. */
  readonly controlIds: readonly string[];
}

/** What kind of artifact a rule set speaks of. */
export type ArtifactType = 'image' | 'source' | 'sbom';

/** Rules that are evaluated together. */
export interface RuleSet {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly description: string;
  /** Null: for every kind. */
  readonly artifactType: ArtifactType | null;
  readonly rules: readonly Rule[];
}

/** Which image a mapping or an image list speaks of. */
export interface ImageSelector {
  readonly registry: string;
  readonly repository: string;
  readonly image: { readonly type: 'tag' | 'digest' | 'id'; readonly value: string };
}

interface Mapping {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly ruleSetIds: readonly string[];
  readonly allowlistIds: readonly string[];
}

/** Which rule sets and allowlists hold for images. */
export interface ImageMapping extends Mapping, ImageSelector {}

/** Which rule sets and allowlists hold for source repositories. */
export interface SourceMapping extends Mapping {
  readonly host: string;
  readonly repository: string;
}

/** Which rule sets and allowlists hold for SBOM documents. */
export interface SbomMapping extends Mapping {
  readonly sbomName: string;
  readonly sbomVersion: string;
}

/** A finding that is accepted. */
export interface AllowlistItem {
  readonly id: string;
  readonly gate: string;
  /** Exact, or with `*` for any run of characters. */
  readonly triggerId: string;
  /** RFC 3339; null never expires. */
  readonly expiresOn: string | null;
  readonly description: string;
}

/** Findings that are accepted together. */
export interface Allowlist {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly items: readonly AllowlistItem[];
}

/** An image that is always let pass or always stopped. */
export interface ListedImage extends ImageSelector {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

/** A policy of the bundle format version 2; older spellings are upgraded on reading. */
export interface Policy {
  readonly id: string;
  readonly name: string;
  readonly version: '2';
  readonly description: string;
  readonly ruleSets: readonly RuleSet[];
  readonly mappings: readonly ImageMapping[];
  readonly sourceMappings: readonly SourceMapping[];
  readonly sbomMappings: readonly SbomMapping[];
  readonly allowlists: readonly Allowlist[];
  readonly allowlistedImages: readonly ListedImage[];
  readonly denylistedImages: readonly ListedImage[];
  readonly lastUpdated: number | null;
  /** Top-level keys that Gantry does not know, kept as they were. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** A requirement of a framework, and what of it can be checked. */
export interface Control {
  /** As the framework numbers it: `4.1`, `AC-6(10)`. */
  readonly id: string;
  /** In our own words. */
  readonly title: string;
  /**
   * `yes`: decided by the rules alone. `partly`: the rules check something real, and their silence does not prove it. `evidence`: records are
   * kept and dated, people decide. `no`: outside of what an image, an SBOM or an inventory can show.
   */
  readonly automation: 'yes' | 'partly' | 'evidence' | 'no';
  /** Ids of the pack's rules that give evidence. */
  readonly rules: readonly string[];
  /** What a person has to look at, or why no check can tell; for `partly`, `evidence` and `no`. */
  readonly manual?: string;
  /**
   * Names of what the pack as shipped lacks (`PackNeed.name`): while one is missing, the control is "not evaluated" unless a rule found
   * something.
   */
  readonly needs?: readonly string[];
  /** Ids of the distributions that it speaks of (`ID` of os-release); absent for all. Elsewhere it does not apply. */
  readonly onlyOn?: readonly string[];
}

/** What only the operator of a pack has: a list to fill in, or a fact from elsewhere. */
export interface PackNeed {
  /** `trusted-signature`; also the id that the operator's rule gets, by which reports know that the need is met. */
  readonly name: string;
  /** What it is and where it comes from. */
  readonly says: string;
  /** A rule to fill in; null when no rule of this release can look at it. */
  readonly rule: { readonly gate: string; readonly trigger: string; readonly params: readonly RuleParameter[] } | null;
}

/** Which text a pack speaks of. */
export interface Framework {
  /** Short name that control ids start with: `NIST-800-53`. */
  readonly id: string;
  readonly title: string;
  /** As the publisher numbers it, with date: `5.2.0 (2025-08-27)`. */
  readonly version: string;
  /** Where the text can be had. */
  readonly source: string;
  /** When somebody last compared the pack with it, `2026-11-21`. */
  readonly lastVerified: string;
  /** What has to be said of its name or its rights. */
  readonly notice?: string;
}

/** A ready-made policy that ships with Gantry. */
export interface PolicyPack {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  /** Null for packs of our own that answer to no framework. */
  readonly framework: Framework | null;
  /** Every control of the framework that the pack speaks of, also those that nothing here can check. */
  readonly controls: readonly Control[];
  /** Everything that the controls' `needs` name. */
  readonly needs: readonly PackNeed[];
  /** A document of the bundle format, as a file would hold it. */
  readonly policy: Readonly<Record<string, unknown>>;
}
