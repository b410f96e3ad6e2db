const maxValue = 1000;
const maxLines = 500;

/**
 * `NAME=value` lines as os-release(5) defines them: single quotes keep everything, double quotes take a backslash before
 * `"`, `$`, `\` and a backtick, nothing is ever expanded. A line that is none of this (a quote that does not end) is left
 * out; of a repeated name the last one counts.
 */
export function parseShellValues(text: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const line of text.split('\n').slice(0, maxLines)) {
    const equals = line.indexOf('=');
    const name = line.slice(0, Math.max(0, equals)).trim();
    if (!/^[A-Z][A-Z0-9_]{0,60}$/.test(name)) continue;
    const value = unquote(line.slice(equals + 1).trim());
    if (value !== null && value.length <= maxValue && isPrintable(value)) values.set(name, value);
  }
  return values;
}

function unquote(text: string): string | null {
  const quote = text.charAt(0);
  if (quote === "'") return text.length > 1 && text.endsWith("'") ? text.slice(1, -1) : null;
  if (quote === '"')
    return text.length > 1 && text.endsWith('"') ? text.slice(1, -1).replace(/\\(["$\\`])/g, '$1') : null;
  return /[\s"'`$()]/.test(text) ? null : text.replace(/\\(.)/g, '$1');
}

/** No control characters, and nothing that was not UTF-8. */
function isPrintable(value: string): boolean {
  return !/[\p{Cc}\uFFFD]/u.test(value);
}
