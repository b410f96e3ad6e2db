/** The words of STIG Viewer for the state of a rule. */
export type StigState = 'NotAFinding' | 'Open' | 'Not_Applicable' | 'Not_Reviewed';

/** One rule of a STIG profile and what the scanner said of it. */
export interface StigRuleResult {
  readonly id: string;
  readonly title: string;
  readonly state: StigState;
}

/** The results of one run of a STIG scanner. */
export interface StigResults {
  readonly format: 'hdfjson' | 'xccdf';
  readonly profile: string;
  /** When the scanner ran, RFC 3339 UTC; null when the document does not tell. */
  readonly evaluatedAt: string | null;
  /** In the order of the document. */
  readonly rules: readonly StigRuleResult[];
  /** How many rules have each state. */
  readonly counts: Readonly<Record<StigState, number>>;
}
