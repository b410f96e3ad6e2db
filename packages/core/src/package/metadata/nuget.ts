/** A .NET package, from deps.json, a nuspec or packages.lock.json. */
export interface NugetMetadata {
  readonly kind: 'nuget';
  readonly sha512?: string;
  readonly path?: string;
}
