/** A match before it counts: what a format check may look at. It never leaves the engine. */
export interface Candidate {
  /** What would be reported: the first group of the expression, or all of the match. */
  readonly value: string;
  /** All of the match. */
  readonly match: string;
  /** The match and what is around it on its line, at most 160 bytes before and after; one character for each byte. */
  readonly line: string;
  /** Where `match` begins in `line`. */
  readonly column: number;
  /** Absolute path of the file. */
  readonly path: string;
  /** Is the file a program or other binary (a NUL among its first bytes)? */
  readonly binary: boolean;
}

/** Something that is searched for. Expressions see one character for each byte. */
export interface SearchRule {
  readonly name: string;
  /** RE2 syntax. */
  readonly regex: string;
  /** Texts one of which is in every match; null: the expression is tried on all of the file. */
  readonly near: Nearness | null;
  /** Is a match what it looks like? Without it every match counts. */
  accepts?(candidate: Candidate): boolean;
  /** Gives way to the hits of other rules that it overlaps. */
  readonly weak?: boolean;
}

/** Where matches can be: around a keyword. */
export interface Nearness {
  readonly keywords: readonly string[];
  readonly ignoreCase?: boolean;
  /** A match begins at most so many bytes before its keyword, and what decides whether it is one as well. */
  readonly before: number;
  /** It ends at most so many bytes after the start of its keyword. */
  readonly after: number;
  /** A quick look at the bytes before the expression is tried: false when no match can be there. */
  mayMatch?(bytes: Uint8Array, keyword: number): boolean;
}

/** A hit in one file. */
export interface FileHit {
  readonly pattern: string;
  /** 1 for the first. */
  readonly line: number;
  /** Bytes. */
  readonly offset: number;
  readonly length: number;
}

/** Budgets of the search in one file. */
export interface SearchLimits {
  /** Larger files are not searched. Bytes. */
  readonly maxFileBytes: number;
  /** More hits than this and the file is reported as not searched to its end. */
  readonly maxHits: number;
  /** Bytes that expressions are tried on, over all rules: bounds the time of a hostile file. */
  readonly maxTriedBytes: number;
}

/** What a search of one file gave: `stopped` says why it ended early. */
export interface FileSearch {
  /** In order of offsets. */
  readonly hits: readonly FileHit[];
  readonly stopped: 'hits' | 'effort' | null;
}
