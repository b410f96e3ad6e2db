const archiveName = /\.(?:ear|hpi|jar|jpi|kar|lpkg|nar|par|rar|sar|war)$/i;
const pomName = /(?:^|\/)META-INF\/maven\/(?:.+\/)?pom\.(?:properties|xml)$/;
const manifestName = /^META-INF\/MANIFEST\.MF$/i;

/** What an entry of an archive is to us. */
export type EntryRole = 'manifest' | 'pom.properties' | 'pom.xml' | 'archive' | null;

/** The role of an entry by its name. */
export function entryRole(name: string): EntryRole {
  if (manifestName.test(name)) return 'manifest';
  if (archiveName.test(name)) return 'archive';
  if (!pomName.test(name)) return null;
  return name.endsWith('.xml') ? 'pom.xml' : 'pom.properties';
}

/** A quick look at the last bytes of a raw name: nearly all entries of a jar are classes and folders. */
export function mayMatter(name: Uint8Array): boolean {
  const last = name[name.length - 1] ?? 0;
  if (last === slash) return false;
  const beforeLast = name[name.length - 2] ?? 0;
  return (endings.get(last | 0x20) ?? '').includes(String.fromCharCode(beforeLast | 0x20));
}

const slash = 0x2f;

/** Last character of the endings in question, and those that may stand before it. */
const endings = new Map([
  [0x72, 'a'], // jar, war, ear, par, sar, nar, kar, rar
  [0x69, 'p'], // hpi, jpi
  [0x67, 'k'], // lpkg
  [0x66, 'm'], // MANIFEST.MF
  [0x73, 'e'], // pom.properties
  [0x6c, 'm'], // pom.xml
]);
