// Rows of a syft-JSON document, in the terms of the oracle: path without the leading slash, name, version.

const typeOfKind = {
  apk: 'apk',
  composer: 'php-composer',
  deb: 'deb',
  gem: 'gem',
  go: 'go-module',
  java: 'java-archive',
  npm: 'npm',
  nuget: 'dotnet',
  python: 'python',
  rpm: 'rpm',
  rust: 'rust-crate',
};

/** One row for each file that says so (primary evidence), and each package of a kind. */
export function foundRows(document, kind) {
  const packages = document.artifacts.filter(({ type }) => type === typeOfKind[kind]);
  return packages.flatMap((one) => pathsOf(one, kind).map((path) => rowOf(one, kind, path)));
}

/** The name of a Python distribution as indexes compare it (PEP 503). */
export function pythonName(name) {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

function pathsOf(one, kind) {
  if (kind === 'java' && one.metadata?.virtualPath) return [archivePath(one.metadata.virtualPath)];
  const primary = one.locations.filter(({ annotations }) => annotations?.evidence === 'primary');
  const paths = (primary.length > 0 ? primary : one.locations).map(({ path }) => path.replace(/^\//, ''));
  return [...new Set(paths)];
}

function rowOf(one, kind, path) {
  const version = one.version ?? '';
  if (kind === 'java') return { path, name: javaName(one), version };
  if (kind === 'python')
    return { path: path.replace(/\/(?:METADATA|PKG-INFO)$/, ''), name: pythonName(one.name), version };
  if (kind === 'rpm') return rpmRow(one);
  return { path, name: one.name, version };
}

function rpmRow({ name, version, metadata }) {
  const arch = metadata?.architecture || metadata?.arch || '';
  return { path: 'rpm database', name: arch === '' ? name : `${name}.${arch}`, version: version.replace(/^0:/, '') };
}

/** group:artifact, the group as the archive's own pom.properties say it, else as the purl does. */
function javaName({ name, purl, metadata }) {
  const group = metadata?.pomProperties?.groupId || metadata?.pomProject?.groupId || purlNamespace(purl ?? '');
  return `${group}:${metadata?.pomProperties?.artifactId || name}`;
}

function purlNamespace(purl) {
  const parts = purl.replace(/[?@#].*$/, '').split('/');
  return decodeURIComponent(parts.length > 2 ? parts.slice(1, -1).join('/') : '');
}

/**
 * `a.ear!/b.war` for an archive in an archive. Syft writes a colon there, and behind it also `group:artifact` of what it found in one
 * archive.
 */
function archivePath(virtualPath) {
  const [outer = '', ...inner] = virtualPath.replace(/^\//, '').split(':');
  const archives = inner.filter((part) => part.includes('/') || /\.(?:[jwers]ar|jpi|hpi|kar|lpkg|zip)$/i.test(part));
  return [outer, ...archives].join('!/');
}
