/** A Maven project that an archive carries the papers of: pom.properties, pom.xml, or both from one folder. */
export interface PomFacts {
  /** The better of the two sources that was there. */
  readonly from: 'pom.properties' | 'pom.xml';
  /** Null when it is not stated or holds a property that nobody defines. */
  readonly group: string | null;
  readonly artifact: string | null;
  readonly version: string | null;
  /** Names (else addresses) of the licences in pom.xml. */
  readonly licenses: readonly string[];
}

/** One archive: the file itself or an archive inside it. */
export interface ArchiveFacts {
  /** Where it lies inside the file: empty for the file itself, else `!/BOOT-INF/lib/b.jar`, repeated for each level. */
  readonly inner: string;
  /** Index of the enclosing archive in the list; null for the file itself. */
  readonly parent: number | null;
  /** Hex. */
  readonly sha1: string;
  /** The main attributes that say something about identity (see `keptAttributes`), or null without a manifest. */
  readonly manifest: Readonly<Record<string, string>> | null;
  readonly poms: readonly PomFacts[];
}

/** What reading one file gave: the archive and all archives in it, outer before inner. */
export interface JavaFacts {
  readonly archives: readonly ArchiveFacts[];
}
