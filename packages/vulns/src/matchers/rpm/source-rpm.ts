/** Name and `version-release` in the file name of a source package (`openssl-3.0.7-6.el9_2.src.rpm`); null when it is none. */
export function readSourceRpm(
  fileName: string | undefined,
): { readonly name: string; readonly version: string } | null {
  const stem = fileName?.replace(/\.(?:no)?src\.rpm$/, '');
  if (!stem || stem === fileName) return null;
  const release = stem.lastIndexOf('-');
  const version = stem.lastIndexOf('-', release - 1);
  if (release <= 0 || version <= 0) return null;
  return { name: stem.slice(0, version), version: stem.slice(version + 1) };
}
