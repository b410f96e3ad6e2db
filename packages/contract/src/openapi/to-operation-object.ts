import type { z } from 'zod';
import { type Operation, Problem, type ReplyShape } from '../common/index.ts';
import { parameterWords } from './parameter-words.ts';
import { inlineSchema, type JsonSchema } from './schemas.ts';

/** The operation object of OpenAPI. */
export function toOperationObject(operation: Operation): JsonSchema {
  const { id, tag, summary, may, since, deprecated } = operation;
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(deprecated === true ? { deprecated: true } : {}),
    'x-gantry-permission': may,
    'x-gantry-since': since,
    ...(may === 'public' ? { security: [] } : {}),
    parameters: [
      ...parameters('path', operation.params),
      ...parameters('query', operation.query),
      ...headers(operation),
    ],
    ...requestBody(operation),
    responses: { ...replies(operation), ...problems(operation) },
  };
}

function parameters(place: 'path' | 'query', schema: z.ZodObject | undefined): JsonSchema[] {
  if (schema === undefined) return [];
  return Object.entries(schema.shape as Record<string, z.ZodType>).map(([name, one]) => {
    const inline = inlineSchema(one);
    const description = inline['description'] ?? parameterWords[name];
    return {
      name,
      in: place,
      ...(description === undefined ? {} : { description }),
      required: place === 'path' || !one.safeParse(undefined).success,
      schema: inline,
      ...(inline['type'] === 'array' ? { style: 'form', explode: false } : {}),
    };
  });
}

function headers({ may }: Operation): JsonSchema[] {
  if (may === 'public') return [];
  return [
    {
      name: 'x-anchore-account',
      in: 'header',
      description: "The account that the call is about; without it the user's own.",
      schema: { type: 'string' },
    },
  ];
}

function requestBody(operation: Operation): JsonSchema {
  const content = bodyContent(operation);
  return content === null ? {} : { requestBody: { required: operation.bodyOptional !== true, content } };
}

function bodyContent({ body, documented, form, multipart, accepts }: Operation): JsonSchema | null {
  if (body !== undefined) return { 'application/json': { schema: inlineSchema(documented ?? body) } };
  if (form !== undefined) return { 'application/x-www-form-urlencoded': { schema: inlineSchema(form) } };
  if (multipart !== undefined) return { 'multipart/form-data': { schema: inlineSchema(multipart) } };
  if (accepts === undefined) return null;
  return Object.fromEntries(accepts.map((type) => [type, {}]));
}

function replies({ replies: declared }: Operation): JsonSchema {
  return Object.fromEntries(
    Object.entries(declared).map(([status, shape]) => [status, { description: 'Done.', ...replyContent(shape) }]),
  );
}

function replyContent(shape: ReplyShape): JsonSchema {
  if (!('kind' in shape)) return { content: { 'application/json': { schema: inlineSchema(shape) } } };
  return shape.kind === 'empty' ? {} : { content: { [shape.mediaType]: {} } };
}

const reasons: Readonly<Record<number, string>> = {
  400: 'The request is not understood.',
  401: 'Sign-in is missing or wrong.',
  403: 'The caller may not do this.',
  404: 'There is no such thing in the account.',
  409: 'It clashes with what is there.',
  413: 'The body is too large.',
  415: 'The media type is not taken.',
  429: 'Too many requests.',
  500: 'The server failed.',
  501: 'Gantry does not do this.',
};

function problems({ problems: declared, may }: Operation): JsonSchema {
  const statuses = [...new Set([...declared, ...(may === 'public' ? [] : [401])])];
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: reasons[status] ?? 'A problem.',
        content: { 'application/json': { schema: inlineSchema(Problem) } },
      },
    ]),
  );
}
