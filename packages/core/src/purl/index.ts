import { PackageURL } from 'packageurl-js';

/** The parts of a package URL (purl-spec). */
export interface PurlParts {
  readonly type: string;
  readonly namespace?: string | undefined;
  readonly name: string;
  readonly version?: string | undefined;
  readonly qualifiers?: Readonly<Record<string, string>> | undefined;
  readonly subpath?: string | undefined;
}

/** The canonical text of a package URL, or null when the parts cannot make one (an empty name, say). */
export function printPurl(parts: PurlParts): string | null {
  try {
    const { type, namespace, name, version, qualifiers, subpath } = parts;
    return new PackageURL(type, namespace, name, version, qualifiers && { ...qualifiers }, subpath).toString();
  } catch {
    return null;
  }
}

/** Reads a package URL; null when it is not one. */
export function parsePurl(text: string): PurlParts | null {
  try {
    const { type, namespace, name, version, qualifiers, subpath } = PackageURL.fromString(text);
    return {
      type,
      namespace: namespace ?? undefined,
      name,
      version: version ?? undefined,
      qualifiers: qualifiers ?? undefined,
      subpath: subpath ?? undefined,
    };
  } catch {
    return null;
  }
}
