/** The main attributes that are kept: those that say who made what. */
export const keptAttributes: readonly string[] = [
  'Automatic-Module-Name',
  'Bundle-License',
  'Bundle-Name',
  'Bundle-SymbolicName',
  'Bundle-Vendor',
  'Bundle-Version',
  'Implementation-Title',
  'Implementation-Vendor',
  'Implementation-Vendor-Id',
  'Implementation-Version',
  'Main-Class',
  'Specification-Title',
  'Specification-Vendor',
  'Specification-Version',
];

const names = new Map(keptAttributes.map((name) => [name.toLowerCase(), name]));
const longestValue = 1024;
const longestSection = 256 * 1024;

/**
 * The main section of a manifest (JAR file specification, "Manifest Specification"): attributes up to the first empty line,
 * continued by lines that begin with a space. Only `keptAttributes`, each cut at 1,024 characters.
 */
export function parseManifest(bytes: Uint8Array): Record<string, string> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, longestSection)).toString('utf8');
  const kept: Record<string, string> = {};
  for (const line of mainSection(text)) {
    const colon = line.indexOf(':');
    const name = names.get(line.slice(0, Math.max(0, colon)).trim().toLowerCase());
    const value = line.slice(colon + 1).trim();
    if (name !== undefined && value !== '') kept[name] = value.slice(0, longestValue);
  }
  return kept;
}

function mainSection(text: string): string[] {
  const lines: string[] = [];
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (line.startsWith(' ') && lines.length > 0) lines.push(`${lines.pop() ?? ''}${line.slice(1)}`);
    else if (line.trim() === '') break;
    else lines.push(line);
  }
  return lines;
}
