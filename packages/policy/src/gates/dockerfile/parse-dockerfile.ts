import type { DockerfileFacts } from '@gantry/core';

/** One instruction with its continuation lines joined. */
export interface DockerfileLine {
  /** Upper case. */
  readonly instruction: string;
  readonly argument: string;
  /** Where it begins in the text; 1 for the first line. */
  readonly line: number;
}

/** Largest Dockerfile in characters that is read. */
export const maxDockerfileLength = 1_048_576;

/**
 * The instructions of a Dockerfile: lines trimmed, comments and blank lines dropped, continuation lines joined, the
 * body of a RUN here-document joined to its line and other here-documents dropped. Here-documents and the `escape`
 * directive are read only from an actual Dockerfile: a reconstructed one has one line per instruction, and a text of
 * an image's history must not be able to hide the lines after it.
 */
export function parseDockerfile({ text, mode }: DockerfileFacts): DockerfileLine[] {
  const lines = text.split(/\r\n|\r|\n/);
  const actual = mode === 'actual';
  const continues = actual ? escapeCharacter(lines) : '\\';
  const parsed: DockerfileLine[] = [];
  for (let at = 0; at < lines.length; ) {
    const start = at;
    const logical = logicalLine(lines, at, continues);
    at = logical.next;
    const line = splitInstruction(logical.text);
    if (!line) continue;
    const heredocs = actual ? readHeredocs(lines, at, line) : { next: at, argument: line.argument };
    at = heredocs.next;
    parsed.push({ instruction: line.instruction, argument: heredocs.argument, line: start + 1 });
  }
  return parsed;
}

/** The `# escape=` parser directive; directives stand before everything else. */
function escapeCharacter(lines: readonly string[]): string {
  for (const line of lines) {
    const directive = /^#\s*([A-Za-z]+)\s*=\s*(\S+)\s*$/.exec(line.trim());
    if (!directive) return '\\';
    if (directive[1]?.toLowerCase() === 'escape') return directive[2] === '`' ? '`' : '\\';
  }
  return '\\';
}

/** Joins continuation lines from `at` on; comments and blank lines between them do not count. */
function logicalLine(lines: readonly string[], at: number, continues: string): { text: string; next: number } {
  const parts: string[] = [];
  for (let next = at; next < lines.length; next++) {
    const line = (lines[next] ?? '').trim();
    if (line === '' || line.startsWith('#')) {
      if (parts.length === 0) return { text: '', next: next + 1 };
      continue;
    }
    if (!line.endsWith(continues)) return { text: [...parts, line].join(''), next: next + 1 };
    parts.push(line.slice(0, -1));
  }
  return { text: parts.join(''), next: lines.length };
}

function splitInstruction(text: string): Omit<DockerfileLine, 'line'> | null {
  const line = text.trim();
  if (line === '') return null;
  const space = line.search(/\s/);
  if (space < 0) return { instruction: line.toUpperCase(), argument: '' };
  return { instruction: line.slice(0, space).toUpperCase(), argument: line.slice(space).trim() };
}

const heredocMark = /(?<!<)<<(-?)(["']?)([A-Za-z_][A-Za-z0-9_.]*)\2/g;

/** Takes the here-documents that a line opens from the lines after it. */
function readHeredocs(
  lines: readonly string[],
  at: number,
  line: Omit<DockerfileLine, 'line'>,
): { next: number; argument: string } {
  if (!['RUN', 'COPY', 'ADD'].includes(line.instruction)) return { next: at, argument: line.argument };
  let next = at;
  const body: string[] = [];
  for (const [, dash, , word] of line.argument.matchAll(heredocMark)) {
    const end = lines.findIndex((text, index) => index >= next && (dash ? text.replace(/^\t+/, '') : text) === word);
    // Without its end it is no here-document: what follows stays visible to the rules.
    if (end < 0) break;
    body.push(...lines.slice(next, end).map((text) => text.trim()));
    next = end + 1;
  }
  const joined =
    line.instruction === 'RUN' ? [line.argument, ...body].filter((part) => part !== '').join(' ') : line.argument;
  return { next, argument: joined };
}
