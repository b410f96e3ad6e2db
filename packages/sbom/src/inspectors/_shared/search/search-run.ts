import { by } from '@gantry/core';
import type { RandomAccess } from '@gantry/io/files';
import type { RE2JS } from 're2js';
import type { Candidate, FileHit, SearchLimits, SearchRule } from './rule.ts';

/** A hit whose line is not known yet. */
export type PlacedHit = Omit<FileHit, 'line'>;

interface Kept extends PlacedHit {
  readonly weak: boolean;
}

/** A stretch of the file as text, one character for each byte. */
interface Stretch {
  readonly text: string;
  /** Where it begins in the file. */
  readonly start: number;
}

/** Where a rule has been tried already, so that thick-set keywords cost their length once. */
interface Progress {
  /** Keywords before this position are done. */
  done: number;
  /** Matches before this position are reported. */
  reported: number;
  /** Bytes by which the next window is widened. */
  reach: number;
}

/** Bytes of context on each side for checks that look at the line. */
const lineBytes = 160;
const mostReach = 65_536;
/** What a quick look counts for. */
const lookBytes = 16;
/** Bytes that tell a binary. */
const headBytes = 1024;

/** The search of one file: windows around keywords, effort, and hits. */
export class SearchRun {
  stopped: 'hits' | 'effort' | null = null;
  private readonly file: { readonly path: string; readonly content: RandomAccess };
  private readonly limits: SearchLimits;
  private readonly kept: Kept[] = [];
  private readonly progress = new Map<SearchRule, Progress>();
  private tried = 0;
  private binary: boolean | null = null;

  constructor(file: { readonly path: string; readonly content: RandomAccess }, limits: SearchLimits) {
    this.file = file;
    this.limits = limits;
  }

  /** Counts a quick look at a keyword: very many of them cost as much as tries. */
  look(): void {
    this.tried += lookBytes;
    if (this.tried > this.limits.maxTriedBytes) this.stopped = 'effort';
  }

  /** Tries a rule around one of its keywords. */
  tryAround(rule: SearchRule, expression: RE2JS, keyword: number): void {
    const { before, after } = rule.near ?? { before: 0, after: 0 };
    const progress = this.progressOf(rule);
    if (keyword < progress.done) return;
    progress.reach = keyword - progress.done < after ? Math.min(mostReach, Math.max(256, progress.reach * 2)) : 0;
    const start = Math.max(0, keyword - before - lineBytes);
    const text = this.read(start, keyword + after + progress.reach + lineBytes - start);
    progress.done = keyword + progress.reach + 1;
    this.tryStretch({ rule, expression, progress }, { text, start });
  }

  /** Tries a rule without checks on all of the file. `input`: text with a character for each byte, or UTF-8. */
  tryAll(rule: SearchRule, expression: RE2JS, input: string | Uint8Array): void {
    const matcher = expression.matcher(input);
    for (let from = 0; this.stopped === null && from <= input.length && matcher.find(from); ) {
      const at = matcher.start();
      const end = matcher.end();
      from = Math.max(end, at + 1);
      if (end > at) this.keep(rule, { offset: at, length: end - at });
    }
  }

  /** What was found, in order of offsets; weak hits only where nothing else is. */
  hits(): PlacedHit[] {
    const strong = this.kept.filter(({ weak }) => !weak);
    return this.kept
      .filter((hit) => !hit.weak || !strong.some((other) => overlaps(hit, other)))
      .map(({ weak: _weak, ...hit }) => hit)
      .sort(
        by(
          ({ offset }) => offset,
          ({ pattern }) => pattern,
        ),
      );
  }

  private tryStretch(
    {
      rule,
      expression,
      progress,
    }: { readonly rule: SearchRule; readonly expression: RE2JS; readonly progress: Progress },
    { text, start }: Stretch,
  ): void {
    this.tried += text.length;
    if (this.tried > this.limits.maxTriedBytes) {
      this.stopped = 'effort';
      return;
    }
    const matcher = expression.matcher(text);
    const group = expression.groupCount() > 0 ? 1 : 0;
    for (let from = Math.max(0, progress.reported - start); from <= text.length && matcher.find(from); ) {
      const whole = { at: matcher.start(), end: matcher.end() };
      const at = matcher.start(group);
      const end = matcher.end(group);
      from = Math.max(whole.end, whole.at + 1);
      progress.reported = start + from;
      if (at >= 0 && end > at && this.isReal(rule, { text, whole, value: text.slice(at, end) }))
        this.keep(rule, { offset: start + at, length: end - at });
      if (this.stopped !== null) return;
    }
  }

  private isReal(
    rule: SearchRule,
    {
      text,
      whole,
      value,
    }: { readonly text: string; readonly whole: { readonly at: number; readonly end: number }; readonly value: string },
  ): boolean {
    if (rule.accepts === undefined) return true;
    const first = Math.max(text.lastIndexOf('\n', whole.at - 1) + 1, whole.at - lineBytes, 0);
    const newline = text.indexOf('\n', whole.end);
    const last = Math.min(newline < 0 ? text.length : newline, whole.end + lineBytes);
    const candidate: Candidate = {
      value,
      match: text.slice(whole.at, whole.end),
      line: text.slice(first, last),
      column: whole.at - first,
      path: this.file.path,
      binary: this.isBinary(),
    };
    return rule.accepts(candidate);
  }

  private keep(rule: SearchRule, place: { readonly offset: number; readonly length: number }): void {
    if (this.kept.length >= this.limits.maxHits) this.stopped = 'hits';
    else this.kept.push({ pattern: rule.name, ...place, weak: rule.weak === true });
  }

  private isBinary(): boolean {
    this.binary ??= this.file.content.read(0, headBytes).includes(0);
    return this.binary;
  }

  private progressOf(rule: SearchRule): Progress {
    const known = this.progress.get(rule) ?? { done: 0, reported: 0, reach: 0 };
    this.progress.set(rule, known);
    return known;
  }

  private read(start: number, length: number): string {
    const bytes = this.file.content.read(start, length);
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  }
}

function overlaps(a: PlacedHit, b: PlacedHit): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}
