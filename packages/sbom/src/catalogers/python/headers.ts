/**
 * The header of METADATA or PKG-INFO (core metadata specification: RFC 822 fields), name in lower case to values in
 * order. A line that begins with a blank continues the field above; the first empty line ends the header.
 */
export function readHeaders(text: string): ReadonlyMap<string, readonly string[]> {
  const headers = new Map<string, string[]>();
  let last: string[] | undefined;
  for (const line of headerLines(text)) {
    const continued = line.startsWith(' ') || line.startsWith('\t');
    const colon = continued ? -1 : line.indexOf(':');
    if (continued && last) last.push(`${last.pop() ?? ''}\n${line.trim()}`);
    if (colon <= 0) continue;
    const name = line.slice(0, colon).toLowerCase();
    last = headers.get(name) ?? [];
    headers.set(name, last);
    last.push(line.slice(colon + 1).trim());
  }
  return headers;
}

/** Lines up to the empty one, wherever it stands; no more of a long text is split than that. */
function headerLines(text: string): string[] {
  const unix = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  const end = unix.indexOf('\n\n');
  return (end < 0 ? unix : unix.slice(0, end)).split('\n').slice(0, maxLines);
}

const maxLines = 100_000;
