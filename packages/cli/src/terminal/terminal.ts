/** Where a command reads and writes. Tests hand in a fake (`testing/fake-terminal.ts`). */
export interface Terminal {
  /** Results: what a pipe gets. */
  out(text: string): void;
  /** Resolves when the reader of `out` has taken in what was written, or is gone. */
  drained(): Promise<void>;
  /** Progress, warnings and errors. */
  err(text: string): void;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Is a person watching standard error? Progress shows only then. */
  readonly interactive: boolean;
  /** May standard output carry colour? */
  readonly color: boolean;
  /** Columns of standard output; 160 where it is no terminal. */
  readonly columns: number;
  /** Is standard output a screen, where long lines break? */
  readonly screen: boolean;
  /** RFC 3339 UTC. */
  now(): string;
  /** A random UUID. */
  uuid(): string;
  readonly signal: AbortSignal;
  /** Gives this program longer than two seconds to end by itself after it was told to. */
  allowToEnd(seconds: number): void;
}
