import { homedir } from 'node:os';
import { join } from 'node:path';
import { isCodedError } from '@gantry/core';
import { pathKind, readWhole } from '@gantry/io/files';
import { runProgram } from '@gantry/io/process';
import { sbomErrors } from '../../errors.ts';
import { asRecord, parseBoundedJson } from '../_shared/bounded-json.ts';
import type { SourceOptions } from '../_shared/source.ts';

/** What a user has to show to a registry. */
export type Credentials =
  | { readonly kind: 'none' }
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  /** A refresh token, as `docker login` gets from some registries. */
  | { readonly kind: 'identity'; readonly token: string }
  /** A bearer token that is used as it is. */
  | { readonly kind: 'bearer'; readonly token: string };

/** Credentials, and what went wrong on the way to better ones: a helper that failed must not stop the pull of a public image. */
export interface FoundCredentials {
  readonly credentials: Credentials;
  readonly problem?: Error;
}

const none: FoundCredentials = { credentials: { kind: 'none' } };
const configLimit = 4 << 20;
const helperLimits = { timeout: 30_000, limit: 1 << 20 };

type Json = Readonly<Record<string, unknown>>;

/**
 * The credentials for a registry: those handed in, else those of Docker's config.json (credHelpers, credsStore, auths, in Docker's order).
 * Fails with SBOM_DOCKER_CONFIG when that file is there and cannot be understood.
 */
export async function findCredentials(
  host: string,
  options: NonNullable<SourceOptions['registry']>,
): Promise<FoundCredentials> {
  const { username, password } = options;
  if (username !== undefined && password !== undefined) return { credentials: { kind: 'basic', username, password } };
  if (options.dockerConfig === null) return none;
  const config = await readDockerConfig(
    options.dockerConfig ?? process.env['DOCKER_CONFIG'] ?? join(homedir(), '.docker'),
  );
  const helper = helperFor(config, host);
  const helped = helper === undefined ? none : await askHelper(helper, host);
  if (helped.credentials.kind !== 'none') return helped;
  const credentials = fromAuths(config, host);
  return helped.problem === undefined ? { credentials } : { credentials, problem: helped.problem };
}

async function readDockerConfig(folder: string): Promise<Json> {
  const path = join(folder, 'config.json');
  if ((await pathKind(path)) !== 'file') return {};
  try {
    const record = asRecord(parseBoundedJson(await readWhole(path, configLimit), path));
    if (record !== undefined) return record;
  } catch (cause) {
    throw sbomErrors.DOCKER_CONFIG({ path }, { cause });
  }
  throw sbomErrors.DOCKER_CONFIG({ path });
}

/** The names under which config.json may keep a registry. Docker keeps its own under the address of its first version. */
function keysFor(host: string): readonly string[] {
  const hosts = host === 'docker.io' ? ['index.docker.io', 'docker.io', 'registry-1.docker.io'] : [host];
  return hosts.flatMap((name) => [
    `https://${name}/v1/`,
    name,
    `https://${name}`,
    `https://${name}/`,
    `https://${name}/v2/`,
    `http://${name}`,
    `http://${name}/v1/`,
    `https://${name}/v1`,
    `https://${name}/v2`,
  ]);
}

function fromAuths(config: Json, host: string): Credentials {
  const auths = asRecord(config['auths']) ?? {};
  for (const key of keysFor(host)) {
    const credentials = fromEntry(asRecord(auths[key]));
    if (credentials.kind !== 'none') return credentials;
  }
  return none.credentials;
}

function fromEntry(entry: Json | undefined): Credentials {
  const text = (name: string): string | undefined => {
    const value = entry?.[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const registryToken = text('registrytoken');
  if (registryToken !== undefined) return { kind: 'bearer', token: registryToken };
  const identity = text('identitytoken');
  if (identity !== undefined) return { kind: 'identity', token: identity };
  const auth = text('auth');
  if (auth !== undefined) return fromBasic(Buffer.from(auth, 'base64').toString('utf8'));
  const [username, password] = [text('username'), text('password')];
  return username === undefined || password === undefined ? none.credentials : { kind: 'basic', username, password };
}

function fromBasic(pair: string): Credentials {
  const colon = pair.indexOf(':');
  if (colon < 1) return none.credentials;
  return { kind: 'basic', username: pair.slice(0, colon), password: pair.slice(colon + 1).replace(/\0+$/, '') };
}

function helperFor(config: Json, host: string): string | undefined {
  const helpers = asRecord(config['credHelpers']) ?? {};
  const own = keysFor(host)
    .map((key) => helpers[key])
    .find((name) => typeof name === 'string' && name !== '');
  const name = own ?? config['credsStore'];
  return typeof name === 'string' && /^[\w.-]{1,100}$/.test(name) ? name : undefined;
}

/** Asks `docker-credential-NAME get`: https://github.com/docker/docker-credential-helpers */
async function askHelper(helper: string, host: string): Promise<FoundCredentials> {
  const name = `docker-credential-${helper}`;
  const server = host === 'docker.io' ? 'https://index.docker.io/v1/' : host;
  try {
    const { status, stdout } = await runProgram(name, ['get'], { stdin: server, ...helperLimits });
    if (status !== 0)
      return /credentials not found/i.test(stdout.slice(0, 1000))
        ? none
        : { ...none, problem: sbomErrors.CREDENTIAL_HELPER({ name, because: `it ended with status ${status}` }) };
    return { credentials: fromHelper(asRecord(parseBoundedJson(Buffer.from(stdout), name)) ?? {}) };
  } catch (cause) {
    if (!isCodedError(cause)) throw cause;
    return { ...none, problem: sbomErrors.CREDENTIAL_HELPER({ name, because: cause.message }, { cause }) };
  }
}

function fromHelper(reply: Json): Credentials {
  const { Username: username, Secret: secret } = reply;
  if (typeof username !== 'string' || typeof secret !== 'string' || secret === '') return none.credentials;
  return username === '<token>' ? { kind: 'identity', token: secret } : { kind: 'basic', username, password: secret };
}
