/** A module as the linker recorded it. */
export interface ModuleFacts {
  readonly path: string;
  readonly version: string;
  /** `h1:` sum; empty when there is none. */
  readonly sum: string;
  /** What stands in its place, from a `replace` of the main module. */
  readonly replace?: { readonly path: string; readonly version: string; readonly sum: string };
}

/** Build information of one program (debug/buildinfo of Go's standard library). */
export interface BuildFacts {
  /** As written: `go1.19.8`, `devel go1.20-abc`. */
  readonly goVersion: string;
  readonly architecture: string;
  /** Path of the main package; null in programs without module information. */
  readonly packagePath: string | null;
  readonly main: ModuleFacts | null;
  readonly deps: readonly ModuleFacts[];
  readonly settings: readonly { readonly key: string; readonly value: string }[];
}

/** What reading one file gave: several builds in a fat Mach-O file. */
export interface GoBinaryFacts {
  readonly builds: readonly BuildFacts[];
}
