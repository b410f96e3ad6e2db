import { type CodedError, isCodedError } from '@gantry/core';
import { readWhole } from '@gantry/io/files';
import { createAddressGuard, createHttpClient, type HttpClient, isLoopback } from '@gantry/io/http';
import { sbomErrors } from '../../errors.ts';
import type { SourceOptions } from '../_shared/source.ts';

/** A registry that answered. */
export interface Endpoint {
  readonly http: HttpClient;
  /** `https://host:port`, without a path. */
  readonly base: string;
}

type RegistryOptions = NonNullable<SourceOptions['registry']>;

const certificateLimit = 4 << 20;

/**
 * Finds how a registry speaks: HTTPS; plain HTTP only on this machine itself or when the user allows insecure registries, as Docker does. Fails with
 * the failure of HTTPS when nothing answers.
 */
export async function findEndpoint(
  host: string,
  options: RegistryOptions,
  signal: AbortSignal | undefined,
): Promise<Endpoint> {
  const authority = host === 'docker.io' ? 'registry-1.docker.io' : host;
  const { hostname } = new URL(`https://${authority}`);
  const mayBePlain = options.insecure === true || isLoopback(hostname);
  const guard = options.addresses === undefined ? {} : { guard: createAddressGuard(options.addresses) };
  const http = createHttpClient({ userAgent: 'gantry', ...guard, ...(await tlsSettings(options)) });
  try {
    const schemes = mayBePlain ? ['https', 'http'] : ['https'];
    return {
      http,
      base: await firstThatAnswers(
        http,
        schemes.map((scheme) => `${scheme}://${authority}`),
        signal,
      ),
    };
  } catch (error) {
    await http.close();
    throw error;
  }
}

async function tlsSettings(options: RegistryOptions): Promise<{ ca?: string; unverifiedTls?: boolean }> {
  const ca = options.caFile === undefined ? {} : { ca: await readAuthorities(options.caFile) };
  return options.insecure === true ? { ...ca, unverifiedTls: true } : ca;
}

async function readAuthorities(path: string): Promise<string> {
  const text = Buffer.from(await readWhole(path, certificateLimit)).toString('utf8');
  if (!text.includes('-----BEGIN CERTIFICATE-----')) throw sbomErrors.CA_FILE_INVALID({ path });
  return text;
}

async function firstThatAnswers(
  http: HttpClient,
  bases: readonly string[],
  signal: AbortSignal | undefined,
): Promise<string> {
  let failure: unknown;
  for (const base of bases) {
    try {
      // Where another scheme is left to try, a failure is an answer.
      const retries = bases.length > 1 ? { retries: 0 } : {};
      const reply = await http.request({ url: `${base}/v2/`, ...retries, ...(signal === undefined ? {} : { signal }) });
      await reply.discard();
      return base;
    } catch (error) {
      if (!isCodedError(error) || isBadCertificate(error)) throw error;
      failure ??= error;
      if (base.startsWith('http:') && error.code !== 'IO_HTTP_TLS') failure = error;
    }
  }
  throw failure;
}

/** A server that speaks TLS and cannot prove who it is must not be spoken to in plain. */
function isBadCertificate(error: CodedError): boolean {
  return error.code === 'IO_HTTP_TLS' && !/^(?:EPROTO|ERR_SSL_)/.test(String(error.facts['because']));
}
