import type { Terminal } from '../terminal/terminal.ts';

/** A terminal that remembers what was written to it. */
export interface FakeTerminal extends Terminal {
  /** Everything written as a result. */
  readonly stdout: string;
  /** Everything else that was said. */
  readonly stderr: string;
}

/** What a test sets. */
export interface FakeSurroundings {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly interactive?: boolean;
  readonly color?: boolean;
  readonly columns?: number;
  readonly screen?: boolean;
}

/** A terminal with a clock that stands still, always the same UUID and no variables but those given. */
export function fakeTerminal(surroundings: FakeSurroundings = {}): FakeTerminal {
  const written = { out: '', err: '' };
  return {
    get stdout() {
      return written.out;
    },
    get stderr() {
      return written.err;
    },
    out: (text) => {
      written.out += text;
    },
    drained: () => Promise.resolve(),
    err: (text) => {
      written.err += text;
    },
    stdin: oneChunk(surroundings.stdin ?? ''),
    env: surroundings.env ?? {},
    interactive: surroundings.interactive ?? false,
    color: surroundings.color ?? false,
    columns: surroundings.columns ?? 100,
    screen: surroundings.screen ?? false,
    now: () => '2026-11-21T12:00:00.000Z',
    uuid: () => '6b1c0f3e-5f0c-4a58-9d53-0d1f3f4c2b11',
    signal: new AbortController().signal,
    allowToEnd: () => undefined,
  };
}

async function* oneChunk(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}
