import { execFileSync, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { temporaryFolder } from './folders.ts';
import { images, shared } from './material.ts';

const tools = join(shared, 'tools');

/** What is needed to serve images. */
export const registryTools = ['serve-registry', 'push-images'].map((tool) => join(tools, tool));

/** Is skopeo installed? Says so in the log when it is not. */
export function hasSkopeo(suite: string): boolean {
  const there = spawnSync('skopeo', ['--version']).status === 0;
  if (!there) console.log(`skipped: ${suite}: skopeo is not installed`);
  return there;
}

/** A registry on the loopback address. */
export interface RunningRegistry {
  /** `127.0.0.1:PORT`. */
  readonly host: string;
  readonly user: string;
  readonly password: string;
  /** Pushes images; what the registry took, as the lines of `push-images`: name, tag, digest. */
  push(names: readonly string[], ...options: string[]): string[][];
  stop(): void;
}

/** Starts a real registry that asks for a password. */
export async function startRegistry(): Promise<RunningRegistry> {
  const folder = temporaryFolder('registry');
  const [user, password] = ['user', 'pass-word'];
  const auth = ['--auth', `${user}:${password}`];
  const port = await startedPort(folder.path, auth);
  return {
    host: `127.0.0.1:${port}`,
    user,
    password,
    push: (names, ...options) => {
      const { stdout } = spawnSync(join(tools, 'push-images'), [port, images, ...auth, ...options, ...names]);
      return stdout
        .toString()
        .trim()
        .split('\n')
        .map((line) => line.split(/\s+/));
    },
    stop: () => {
      execFileSync(join(tools, 'serve-registry'), ['--stop', folder.path]);
      folder.remove();
    },
  };
}

/** Between the look for a free port and its use somebody else may take it: that costs another try. */
async function startedPort(folder: string, auth: readonly string[]): Promise<string> {
  const refusals: string[] = [];
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const port = String(await freePort());
    const started = spawnSync(join(tools, 'serve-registry'), [port, folder, ...auth], { encoding: 'utf8' });
    if (started.status === 0) return port;
    refusals.push(started.stderr);
  }
  throw new Error(`no registry could be started: ${refusals.join('; ')}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
