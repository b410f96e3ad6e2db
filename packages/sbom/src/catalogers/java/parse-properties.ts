/**
 * Reads a Java properties file (java.util.Properties.load): latin-1, `#` and `!` comments, `=`, `:` or a space between key and
 * value, a backslash at the end continues the line, `\uXXXX` and the usual escapes.
 */
export function parseProperties(bytes: Uint8Array): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of logicalLines(Buffer.from(bytes).toString('latin1'))) {
    const end = keyEnd(line);
    const value = line.slice(end).replace(/^[ \t\f]*[=:]?[ \t\f]*/, '');
    found.set(unescaped(line.slice(0, end)), unescaped(value).trim());
  }
  return found;
}

function logicalLines(text: string): string[] {
  const lines: string[] = [];
  let open: string[] | null = null;
  for (const raw of text.split(/\r\n|\n|\r/)) {
    const line = raw.trimStart();
    if (!open && (line === '' || line.startsWith('#') || line.startsWith('!'))) continue;
    const parts: string[] = open ?? [];
    const continued = endsInOddBackslashes(line);
    parts.push(continued ? line.slice(0, -1) : line);
    open = continued ? parts : null;
    if (!continued) lines.push(parts.join(''));
  }
  if (open) lines.push(open.join(''));
  return lines;
}

function endsInOddBackslashes(line: string): boolean {
  let at = line.length;
  while (at > 0 && line[at - 1] === '\\') at--;
  return (line.length - at) % 2 === 1;
}

function keyEnd(line: string): number {
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '\\') at++;
    else if (/[=: \t\f]/.test(line[at] ?? '')) return at;
  }
  return line.length;
}

const escapes = new Map([
  ['t', '\t'],
  ['n', '\n'],
  ['r', '\r'],
  ['f', '\f'],
]);

function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (_all, hex: string | undefined, char: string) =>
    hex === undefined ? (escapes.get(char) ?? char) : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
