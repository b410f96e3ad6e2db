import type { Bill, MatchReport } from '@gantry/core';

/** Facts of the writing itself, handed in so that output can be repeated. */
export interface EncodeContext {
  /** RFC 3339 UTC. */
  readonly now: string;
  /** A UUID for document namespaces and serial numbers. */
  readonly uuid: string;
  readonly toolVersion: string;
  /** Matches to be written into formats that have a place for them (CycloneDX). */
  readonly report?: MatchReport;
}

/** Writes bills in a format. */
export interface FormatEncoder {
  encode(bill: Bill, context: EncodeContext): string;
  /** The text of `encode` in parts, made one after another: for bills whose whole text would fill the memory. */
  encodeParts?(bill: Bill, context: EncodeContext): Iterable<string>;
}

/** Reads bills in a format. */
export interface FormatDecoder {
  /** Reads a recognised document; what it cannot understand goes to `unread`, a wrong shape is a coded error. */
  decode(document: unknown, target: string): Bill;
}

/** A document format of bills of materials. The code that does the work, and its libraries, load on first need. */
export interface Format {
  /** Same as the folder; the user writes it after `-o`. */
  readonly name: string;
  readonly about: string;
  loadEncoder?(): Promise<FormatEncoder>;
  /** Does this document (already parsed from JSON) look like ours? */
  recognises?(document: unknown): boolean;
  loadDecoder?(): Promise<FormatDecoder>;
}
