import { join } from 'node:path';
import { pathKind, readWhole } from '@gantry/io/files';
import { createHttpClient, type HttpClient } from '@gantry/io/http';
import { sbomErrors } from '../../errors.ts';

/** A daemon to talk to. */
export interface Daemon {
  readonly http: HttpClient;
  /** `http://docker` or the address of a remote daemon. */
  readonly base: string;
  /** As the user knows it, for errors. */
  readonly address: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const certificateLimit = 1 << 20;

/** Nothing answers for minutes while the daemon packs a large image. */
const idleTimeout = 600_000;

/**
 * The daemon of DOCKER_HOST (`unix://`, `tcp://` with DOCKER_TLS_VERIFY and DOCKER_CERT_PATH, `http://`, `https://`), else the socket of the system, else
 * that of this user. Fails with SBOM_DAEMON_MISSING or SBOM_DAEMON_ADDRESS.
 */
export async function findDaemon(environment: Environment): Promise<Daemon> {
  const address = environment['DOCKER_HOST'] || (await localSocket(environment));
  if (address.startsWith('unix://')) return socketDaemon(address, address.slice('unix://'.length));
  if (!URL.canParse(address)) throw sbomErrors.DAEMON_ADDRESS({ address });
  const url = new URL(address);
  const isSecure =
    url.protocol === 'https:' || (url.protocol === 'tcp:' && (environment['DOCKER_TLS_VERIFY'] ?? '') !== '');
  if (!['tcp:', 'http:', 'https:'].includes(url.protocol) || url.host === '')
    throw sbomErrors.DAEMON_ADDRESS({ address });
  const tls = isSecure ? await clientTls(environment) : {};
  return {
    http: createHttpClient({ idleTimeout, retries: 0, ...tls }),
    base: `${isSecure ? 'https' : 'http'}://${url.host}`,
    address,
  };
}

function socketDaemon(address: string, socketPath: string): Daemon {
  return { http: createHttpClient({ socketPath, idleTimeout, retries: 0 }), base: 'http://docker', address };
}

async function localSocket(environment: Environment): Promise<string> {
  const runtime = environment['XDG_RUNTIME_DIR'];
  const sockets = ['/var/run/docker.sock', ...(runtime === undefined ? [] : [join(runtime, 'docker.sock')])];
  for (const socket of sockets) if ((await pathKind(socket)) === 'other') return `unix://${socket}`;
  throw sbomErrors.DAEMON_MISSING({ address: `unix://${sockets[0]}` });
}

async function clientTls(environment: Environment): Promise<object> {
  const folder = environment['DOCKER_CERT_PATH'] || join(environment['HOME'] ?? '', '.docker');
  const pem = async (name: string): Promise<string> =>
    Buffer.from(await readWhole(join(folder, name), certificateLimit)).toString('utf8');
  return { ca: await pem('ca.pem'), clientCertificate: { cert: await pem('cert.pem'), key: await pem('key.pem') } };
}
