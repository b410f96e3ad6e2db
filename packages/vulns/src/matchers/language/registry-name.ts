import { type Package, type PackageKind, parsePurl } from '@gantry/core';

/** What stands between the namespace and the name of a package, in the registries whose names have two parts. */
const separators: Partial<Record<PackageKind, string>> = { composer: '/', golang: '/', maven: ':', npm: '/' };

/**
 * The full name in the registry: `org.apache.logging.log4j:log4j-core`, `@babel/core`, `symfony/http-kernel`. Documents may
 * keep the namespace in the package URL only. Null for a Java archive whose group is not known.
 */
export function registryName({ kind, name, purl, metadata }: Package): string | null {
  if (metadata.kind === 'maven' && metadata.groupId && metadata.artifactId) {
    return `${metadata.groupId}:${metadata.artifactId}`;
  }
  const separator = separators[kind];
  if (!separator || name.includes(separator)) return name;
  const namespaced = purl && hasNamespace(purl) ? parsePurl(purl) : null;
  if (namespaced?.namespace) return `${namespaced.namespace}${separator}${namespaced.name}`;
  return kind === 'maven' ? null : name;
}

/** Cheaper than parsing: most npm packages have none. */
function hasNamespace(purl: string): boolean {
  const path = purl.split(/[@?#]/, 1)[0] as string;
  return path.split('/').length > 2;
}
