import { byCodeUnit } from '@gantry/core/order';
import type { Operation } from '../common/index.ts';
import { operations } from '../operations.ts';
import { componentSchemas } from './schemas.ts';
import { toOperationObject } from './to-operation-object.ts';

/** An OpenAPI 3.1 document, ready for JSON. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly [field: string]: unknown;
}

/** The OpenAPI 3.1 document of every operation. `version` is that of Gantry. */
export function openApiDocument(version: string): OpenApiDocument {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Gantry API',
      version,
      description:
        'Secures the software supply chain: images to bills of materials, to matches, to verdicts. JSON in snake case; times are RFC 3339 in UTC.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/v2' }],
    tags: [...new Set(operations.map(({ tag }) => tag))].sort(byCodeUnit).map((name) => ({ name })),
    security: [{ basic: [] }, { bearer: [] }],
    paths: pathsOf(operations),
    components: {
      securitySchemes: {
        basic: { type: 'http', scheme: 'basic', description: 'A user and password, or `_api_key` and an API key.' },
        bearer: { type: 'http', scheme: 'bearer', description: 'An access token of `POST /oauth/token`.' },
      },
      schemas: componentSchemas(),
    },
  };
}

function pathsOf(all: readonly Operation[]): Record<string, Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of all) {
    const path = paths[operation.path] ?? {};
    path[operation.method.toLowerCase()] = toOperationObject(operation);
    paths[operation.path] = path;
  }
  return paths;
}
