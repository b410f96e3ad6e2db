import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { temporaryFolder } from './folders.ts';

/** A registry server of Debian (docker-registry) on the loopback address that asks for a password. */
export interface AuthenticatedRegistry {
  /** `127.0.0.1:PORT`. */
  readonly host: string;
  readonly user: string;
  readonly password: string;
  stop(): void;
}

/** Starts the registry; its accounts are written by htpasswd. */
export async function startAuthenticatedRegistry(): Promise<AuthenticatedRegistry> {
  const folder = temporaryFolder('ci-registry');
  const [user, password] = ['gitlab-ci-token', 'glcbt-64 "x"'];
  const accounts = execFileSync('htpasswd', ['-Bbn', user, password]);
  writeFileSync(join(folder.path, 'htpasswd'), accounts);
  const port = await freePort();
  const settings = join(folder.path, 'config.json');
  // YAML reads JSON.
  writeFileSync(settings, JSON.stringify(settingsOf(folder.path, port)));
  const server = spawn('docker-registry', ['serve', settings], { stdio: 'ignore' });
  await answering(`http://127.0.0.1:${port}/v2/`, server);
  const stop = () => {
    server.kill('SIGKILL');
    folder.remove();
  };
  return { host: `127.0.0.1:${port}`, user, password, stop };
}

function settingsOf(folder: string, port: number): object {
  return {
    version: 0.1,
    log: { level: 'error', accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: join(folder, 'data') } },
    http: { addr: `127.0.0.1:${port}` },
    auth: { htpasswd: { realm: 'ci', path: join(folder, 'htpasswd') } },
  };
}

async function answering(url: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (server.exitCode !== null) throw new Error(`docker-registry ended with ${server.exitCode}`);
    const status = await fetch(url).then(
      (reply) => reply.status,
      () => 0,
    );
    if (status === 401) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error('docker-registry does not ask for a password');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
