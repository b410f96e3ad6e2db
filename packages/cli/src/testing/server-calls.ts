import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { type Asked, type FakeRoutes, type FakeServer, fakeServer } from './fake-server.ts';
import type { FakeSurroundings } from './fake-terminal.ts';
import { type Ended, runWords } from './run-words.ts';

/** Runs of the program against a fake server. */
export interface ServerCalls {
  readonly url: string;
  /** Runs a command against these answers, signed in as `ada`. */
  call(words: readonly string[], routes: FakeRoutes, surroundings?: FakeSurroundings): Promise<Ended>;
  /** What the last run asked: `GET /v2/images?full_tag=x`. */
  asked(): string[];
  last(): Asked;
  /** The body of the first request of this method and path. */
  sent(request: string): unknown;
  close(): Promise<void>;
}

/** Starts the fake server; `home` is the home folder of the runs. */
async function serverCalls(home: string): Promise<ServerCalls> {
  const server: FakeServer = await fakeServer();
  const nameOf = ({ method, path }: Asked) => `${method} ${decodeURIComponent(path)}`;
  return {
    url: server.url,
    call(words, routes, surroundings = {}) {
      server.answers(routes);
      const signIn = { GANTRY_URL: server.url, GANTRY_USERNAME: 'ada', GANTRY_PASSWORD: 'secret', HOME: home };
      return runWords(words, { ...surroundings, env: { ...signIn, ...surroundings.env } });
    },
    asked: () => server.asked.map(nameOf),
    last: () => server.asked.at(-1) as Asked,
    sent(request) {
      const found = server.asked.find((one) => nameOf(one).split('?')[0] === request);
      return found === undefined ? undefined : (JSON.parse(found.body) as unknown);
    },
    close: () => server.close(),
  };
}

/** For the tests of a file: a fake server, and a folder of their own that is the home folder of the runs. */
export function useServerCalls(): ServerCalls & { readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'gantry-cli-'));
  let calls: ServerCalls;
  beforeAll(async () => {
    calls = await serverCalls(folder);
  });
  afterAll(async () => {
    await calls.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    folder,
    get url() {
      return calls.url;
    },
    call: (...given) => calls.call(...given),
    asked: () => calls.asked(),
    last: () => calls.last(),
    sent: (request) => calls.sent(request),
    close: () => calls.close(),
  };
}
