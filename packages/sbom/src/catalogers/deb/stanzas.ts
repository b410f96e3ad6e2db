import type { TextLine } from '../_shared/text-lines.ts';

/** A paragraph of a deb822 file: the wanted fields by lower-case name, continuation lines joined by `\n`. */
export interface Stanza {
  readonly fields: ReadonlyMap<string, string>;
  /** Line of its first field, from 1. */
  readonly line: number;
}

/** What one walk over a file saw besides its stanzas. */
export interface StanzaReport {
  /** Lines that are neither fields nor continuations, repeated fields, lines cut for length. */
  bad: number;
  firstBad: number;
  /** Too many blank lines were missing: the rest of the file was not read. */
  gaveUp: boolean;
}

const maxValue = 1 << 16;
/** A `Package` field where a blank line should be starts a new stanza, but a file may not be made of such damage. */
const maxRepairs = 1000;

/** The stanzas of a deb822 file (deb-control(5), deb822(5)); only fields in `wanted` (lower case) are kept. */
export function* stanzasOf(
  lines: Iterable<TextLine>,
  wanted: ReadonlySet<string>,
  report: StanzaReport,
): Generator<Stanza> {
  const state: Walk = { wanted, report, open: null, number: 0, repairs: 0 };
  for (const line of lines) {
    const finished = takeLine(state, line);
    if (finished) yield finished;
    if (report.gaveUp) return;
  }
  if (state.open) yield state.open;
}

interface Walk {
  readonly wanted: ReadonlySet<string>;
  readonly report: StanzaReport;
  open: OpenStanza | null;
  number: number;
  repairs: number;
}

/** Takes one line in; gives the stanza that it ends. */
function takeLine(walk: Walk, line: TextLine): Stanza | null {
  const number = ++walk.number;
  const name = fieldName(line.text);
  if (line.cut || name === null) complain(walk.report, number);
  if (name === null) return null;
  const repair = name === 'package' && walk.open?.fields.has(name) === true;
  const finished = repair || name === '' ? walk.open : null;
  if (finished) walk.open = null;
  if (repair) {
    complain(walk.report, number);
    walk.report.gaveUp = ++walk.repairs > maxRepairs;
  }
  if (name === '') return finished;
  walk.open ??= { fields: new Map(), line: number, last: null };
  if (!addLine(walk.open, line.text, walk.wanted.has(name) ? name : null)) complain(walk.report, number);
  return finished;
}

/** Lower-case name of the line's field, ` ` for a continuation line, empty for a blank line, null for anything else. */
function fieldName(text: string): string | null {
  if (text.startsWith(' ') || text.startsWith('\t')) return text.trim() === '' ? '' : ' ';
  if (text === '') return '';
  const colon = text.indexOf(':');
  return colon > 0 ? text.slice(0, colon).toLowerCase() : null;
}

interface OpenStanza extends Stanza {
  readonly fields: Map<string, string>;
  /** Field that continuation lines belong to; null for one that nobody wants. */
  last: string | null;
}

/** Adds a field, or a continuation line to the last one; false when the line has no place here. */
function addLine(open: OpenStanza, text: string, name: string | null): boolean {
  if (text.startsWith(' ') || text.startsWith('\t')) return continueField(open, text.trim());
  open.last = name;
  if (name === null) return true;
  if (open.fields.has(name)) {
    open.last = null;
    return false;
  }
  open.fields.set(name, text.slice(text.indexOf(':') + 1).trim());
  return true;
}

function continueField(open: OpenStanza, text: string): boolean {
  if (open.last === null) return true;
  const before = open.fields.get(open.last) ?? '';
  if (before.length + text.length < maxValue) open.fields.set(open.last, `${before}\n${text}`);
  return true;
}

function complain(report: StanzaReport, line: number): void {
  if (report.bad === 0) report.firstBad = line;
  report.bad++;
}
