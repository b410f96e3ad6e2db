/** A Java archive (or a part shaded into one). */
export interface MavenMetadata {
  readonly kind: 'maven';
  readonly groupId?: string;
  readonly artifactId?: string;
  /** Path of the archive with inner archives behind `!`: `/app/a.jar!/BOOT-INF/lib/b.jar`. */
  readonly virtualPath: string;
  /** What stated the coordinates, best first. */
  readonly coordinatesFrom: 'pom.properties' | 'pom.xml' | 'manifest' | 'filename';
  readonly manifest?: Readonly<Record<string, string>>;
  /** SHA-1 of the archive in hex, for look-ups by digest. */
  readonly sha1?: string;
  /** Virtual path of the enclosing archive. */
  readonly parent?: string;
}
