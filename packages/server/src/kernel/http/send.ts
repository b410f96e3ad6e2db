import { Readable } from 'node:stream';
import type { Operation } from '@gantry/contract';
import type { CodedError } from '@gantry/core';
import type { FastifyReply } from 'fastify';
import { statusOf, toProblem } from './problem.ts';
import { type Reply, rawBody } from './route.ts';

const jsonType = 'application/json; charset=utf-8';

/** Writes what a handler answered. */
export function send({ status, body, headers }: Reply<Operation>, answer: FastifyReply): FastifyReply {
  answer.status(status).headers(headers ?? {});
  if (body === undefined) return answer.send();
  const content = isRaw(body) ? body[rawBody] : null;
  if (content === null) return answer.type(jsonType).send(JSON.stringify(body));
  if (typeof content === 'string') return answer.send(content);
  return content instanceof Uint8Array ? answer.send(asBuffer(content)) : answer.send(Readable.from(content));
}

/** Writes a failure: always JSON, with the header that asks for a sign-in when one is missing. */
export function sendProblem(error: CodedError, answer: FastifyReply): FastifyReply {
  const status = statusOf(error);
  if (status === 401) void answer.header('www-authenticate', 'Basic realm="gantry", charset="UTF-8"');
  if (status === 429 && error.facts['seconds'] !== undefined)
    void answer.header('retry-after', String(error.facts['seconds']));
  return answer
    .status(status)
    .type(jsonType)
    .send(JSON.stringify(toProblem(error, status)));
}

type RawContent = string | Uint8Array | AsyncIterable<Uint8Array>;

function isRaw(body: unknown): body is { readonly [rawBody]: RawContent } {
  return typeof body === 'object' && body !== null && rawBody in body;
}

function asBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
