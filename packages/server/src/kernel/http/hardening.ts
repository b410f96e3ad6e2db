import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { serverErrors } from '../../errors.ts';
import { addressKey } from './address.ts';
import { defaultFileLimit } from './exchange.ts';
import type { ServerParts } from './server-parts.ts';

/** Security headers, the general rate limit, compression of large replies and multipart forms with their limits. */
export async function harden(app: FastifyInstance, parts: ServerParts): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentPolicy },
    // A server behind plain HTTP must not tell browsers to use HTTPS for everything on its host.
    strictTransportSecurity: parts.tls !== undefined,
    crossOriginEmbedderPolicy: false,
  });
  if (parts.requestsPerMinute !== undefined) await limitRate(app, parts.requestsPerMinute);
  await app.register(compress, { encodings: ['gzip'], threshold: 16_384, globalDecompression: false });
  await app.register(multipart, {
    limits: { fileSize: parts.fileLimit ?? defaultFileLimit, files: 10, fields: 100, parts: 110, fieldSize: 65_536 },
  });
}

/** The pages of this server (the API reference) load scripts and images from here only; styles may stand in the page. */
const contentPolicy = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

async function limitRate(app: FastifyInstance, max: number): Promise<void> {
  await app.register(rateLimit, {
    max,
    timeWindow: 60_000,
    cache: 10_000,
    keyGenerator: ({ ip }) => addressKey(ip),
    errorResponseBuilder: (_request, { ttl }) => serverErrors.TOO_MANY_REQUESTS({ seconds: Math.ceil(ttl / 1_000) }),
  });
}
