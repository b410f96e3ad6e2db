import type { RandomAccess } from '@gantry/io/files';
import { RE2JS } from 're2js';
import { type Literal, LiteralScanner } from './literal-scanner.ts';
import { numberLines } from './number-lines.ts';
import type { FileSearch, SearchLimits, SearchRule } from './rule.ts';
import { SearchRun } from './search-run.ts';

/** Bytes that are looked at in one go. */
const chunkBytes = 4 * 2 ** 20;
/** Bytes after a keyword that a rule's quick look may need. */
const lookahead = 512;

/** Rules that are ready to run. Build it once and use it for every file: it keeps nothing of them. */
export class SearchEngine {
  private readonly rules: readonly SearchRule[];
  private readonly expressions: readonly RE2JS[];
  private readonly scanner: LiteralScanner;

  /** Fails with what `re2js` fails with when an expression cannot be read; check the expressions first. */
  constructor(rules: readonly SearchRule[]) {
    this.rules = rules;
    this.expressions = rules.map(({ regex }) => RE2JS.compile(regex));
    this.scanner = new LiteralScanner(rules.flatMap(literalsOf));
  }

  /** Searches one file that is within `maxFileBytes`. */
  search(file: { readonly path: string; readonly content: RandomAccess }, limits: SearchLimits): FileSearch {
    const run = new SearchRun(file, limits);
    this.nearKeywords(file.content, run);
    this.everywhere(file.content, run);
    return { hits: numberLines(file.content, run.hits()), stopped: run.stopped };
  }

  private nearKeywords(content: RandomAccess, run: SearchRun): void {
    if (this.scanner.longest === 0) return;
    for (let start = 0; start < content.size && run.stopped === null; start += chunkBytes) {
      const bytes = content.read(start, chunkBytes + this.scanner.longest + lookahead);
      this.scanner.scan(bytes, (rule, at) => {
        if (at >= chunkBytes) return false;
        this.nearKeyword(run, { rule, position: start + at, bytes, at });
        return run.stopped === null;
      });
    }
  }

  private nearKeyword(
    run: SearchRun,
    found: { readonly rule: number; readonly position: number; readonly bytes: Uint8Array; readonly at: number },
  ): void {
    const rule = this.rules[found.rule];
    const expression = this.expressions[found.rule];
    run.look();
    if (run.stopped !== null || rule?.near?.mayMatch?.(found.bytes, found.at) === false) return;
    if (rule !== undefined && expression !== undefined) run.tryAround(rule, expression, found.position);
  }

  /** Expressions without keywords: on the whole content, so that matches of any length are found. */
  private everywhere(content: RandomAccess, run: SearchRun): void {
    if (this.rules.every(({ near }) => near !== null)) return;
    const bytes = content.read(0, content.size);
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
    for (const [at, rule] of this.rules.entries()) {
      const expression = this.expressions[at];
      if (rule.near === null && expression !== undefined && run.stopped === null)
        run.tryAll(rule, expression, isWide(rule.regex) ? bytes : text);
    }
  }
}

/** Does an expression speak of characters beyond ASCII? Those are matched as UTF-8, everything else byte by byte. */
function isWide(regex: string): boolean {
  return /[^\x00-\x7f]|\\[pPx]/.test(regex);
}

function literalsOf({ near }: SearchRule, rule: number): Literal[] {
  if (near === null) return [];
  return near.keywords.map((text) => ({ text, rule, ...(near.ignoreCase === true ? { ignoreCase: true } : {}) }));
}
