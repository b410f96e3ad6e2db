/** What one file of a distribution says. */
export type PythonFacts =
  | CoreMetadata
  | { readonly type: 'files'; readonly list: 'record' | 'installed-files'; readonly text: string }
  | { readonly type: 'installer'; readonly name: string }
  | { readonly type: 'top-level'; readonly names: readonly string[] }
  | { readonly type: 'direct-url'; readonly url: string };

/** The header fields of METADATA or PKG-INFO that are kept. */
export interface CoreMetadata {
  readonly type: 'metadata';
  readonly name: string;
  readonly version: string | null;
  /** Licence statements, best field first (see `licensesOf`). */
  readonly licenses: readonly string[];
  readonly author?: string;
  readonly authorEmail?: string;
  readonly platform?: string;
  readonly requiresPython?: string;
  readonly requiresDist?: readonly string[];
}
