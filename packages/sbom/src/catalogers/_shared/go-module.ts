import { cpeCandidates, type GolangMetadata, type PackageDraft } from '@gantry/core';
import { type LanguagePackage, languagePackage } from './language-package.ts';

/** A Go module as a build or a go.mod states it. */
export interface StatedModule {
  readonly path: string;
  readonly version: string;
  /** `h1:` sum; empty when there is none. */
  readonly sum: string;
  readonly replace?: Omit<StatedModule, 'replace'>;
}

/** The module whose code is really used, after a replacement. */
export interface ModuleInUse {
  readonly path: string;
  /** With its `v`; null when it has none, with the reason in `because`. */
  readonly version: string | null;
  readonly because: string;
  readonly sum: string;
  readonly replaces?: NonNullable<GolangMetadata['replaces']>;
}

/**
 * Follows a replacement (Go modules reference, "replace directive"): by another module that one counts, with its version; by a
 * folder the name stays and the version is unknown, since nobody says what lies in the folder. `(devel)` is no version.
 */
export function moduleInUse(stated: StatedModule): ModuleInUse {
  const { replace } = stated;
  if (!replace) return { path: stated.path, ...readVersion(stated.version), sum: stated.sum };
  const replaces = { path: stated.path, version: stated.version };
  if (isFolder(replace.path))
    return { path: stated.path, version: null, because: 'a folder stands in its place', sum: '', replaces };
  return { path: replace.path, ...readVersion(replace.version), sum: replace.sum, replaces };
}

function readVersion(text: string): Pick<ModuleInUse, 'version' | 'because'> {
  if (/^v\d/.test(text)) return { version: text, because: '' };
  return { version: null, because: text === '' ? 'none was recorded' : `it was built from a working copy, ${text}` };
}

function isFolder(path: string): boolean {
  return path.startsWith('.') || path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path);
}

/** The package of a module: the last part of its path is the name in the package URL, the rest the namespace. */
export function goModulePackage(
  used: ModuleInUse,
  rest: Pick<LanguagePackage, 'places' | 'foundBy' | 'evidence'> & { readonly metadata: GolangMetadata },
): PackageDraft {
  const slash = used.path.lastIndexOf('/');
  const namespace = used.path.slice(0, Math.max(0, slash));
  const made = languagePackage({
    name: used.path,
    version: used.version,
    purl: { ...(namespace !== '' && { namespace }), name: used.path.slice(slash + 1) },
    licenses: [],
    ...rest,
  });
  const version = used.version?.replace(/^v|\+incompatible$/g, '') ?? null;
  return { ...made, cpes: cpeCandidates({ kind: 'golang', name: used.path, version }) };
}
