/** The impact levels of FedRAMP's vulnerability rules: N5 is the gravest. */
export type ImpactLevel = 'N1' | 'N2' | 'N3' | 'N4' | 'N5';

/** What the tables ask of a vulnerability in an artifact. */
export interface DecisionFacts {
  /** In CISA's catalogue of exploited vulnerabilities. */
  readonly kev: boolean;
  /** Reachable from the internet. */
  readonly exposed: boolean;
  /** CISA published decision points for it. */
  readonly ssvc: boolean;
  readonly automatable: boolean;
  readonly impact: 'partial' | 'total';
  /** Likely to be exploited. */
  readonly likely: boolean;
  readonly level: ImpactLevel | null;
  /** Highest base score by the order of FedRAMP; null when there is none to go by. */
  readonly cvss: number | null;
}

/** A row: it holds when everything that it names is so. The first row that holds decides. */
export interface DecisionRow {
  readonly when: Partial<Omit<DecisionFacts, 'cvss'>> & { readonly cvssAtLeast?: number };
  /** Days from the start of the clock; null for no fixed time. */
  readonly within: number | null;
  /** The outcome for people: `3 days`. */
  readonly says: string;
}

/** Groups of facts that a table looks at, for messages. */
export type DecisionInput = 'kev' | 'exposure' | 'ssvc' | 'likelihood' | 'level' | 'cvss';

/** A published timeline as data. */
export interface DecisionTable {
  readonly id: string;
  /** Short name for messages. */
  readonly title: string;
  /**
   * `kev-or-lineage`: the earlier of the entry in CISA's catalogue and the first sight in this line of images. `lineage`: the first
   * sight. `fix`: the release of the fix, of which only a lower bound is known (the publication); only fixable ones count.
   */
  readonly clock: 'kev-or-lineage' | 'lineage' | 'fix';
  readonly uses: readonly DecisionInput[];
  readonly rows: readonly DecisionRow[];
}
