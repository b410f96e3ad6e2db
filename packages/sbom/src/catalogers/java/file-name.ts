/** What the name of an archive says by itself. */
export interface FileNameGuess {
  /** Name without folder and ending. */
  readonly stem: string;
  readonly name: string;
  readonly version: string | null;
}

/** A version as a file name or a manifest may give it: it begins with a digit (a `v` before it is dropped). */
const versionText = /^v?(\d[\w.+~-]{0,99})$/;

/**
 * Splits `log4j-1.2-api-2.14.1.jar` into name and version at the last `-` before a digit. A build number (`-2`) and the time stamp
 * of a snapshot (`-20200101.123456-1`) belong to the version before them.
 */
export function guessFromFileName(path: string): FileNameGuess {
  const base = path.slice(path.lastIndexOf('/') + 1);
  const dot = base.lastIndexOf('.');
  const stem = dot > 0 ? base.slice(0, dot) : base;
  const parts = stem.split('-');
  let at = parts.findLastIndex((part) => /^v?\d/.test(part));
  while (at > 1 && /^\d+$/.test(parts[at] ?? '') && /^v?\d/.test(parts[at - 1] ?? '')) at--;
  if (at > 1 && /^\d{8}\.\d{6}$/.test(parts[at] ?? '') && /^v?\d/.test(parts[at - 1] ?? '')) at--;
  const version = at > 0 ? cleanVersion(parts.slice(at).join('-')) : null;
  return version === null ? { stem, name: stem, version: null } : { stem, name: parts.slice(0, at).join('-'), version };
}

/** The text as a version, or null when it is none: empty, a sentence, an unfilled `${...}` or an OSGi `.qualifier`. */
export function cleanVersion(text: string | undefined): string | null {
  const version = versionText.exec((text ?? '').trim())?.[1] ?? null;
  return version === null || /[._-]qualifier$/i.test(version) ? null : version;
}
