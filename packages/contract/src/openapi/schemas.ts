import { by } from '@gantry/core/order';
import { z } from 'zod';
import { models } from '../common/index.ts';

/** A JSON Schema (2020-12), as OpenAPI 3.1 takes it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const prefix = '#/components/schemas/';

/** Every named schema, by name: the order of the document does not hang on that of the files. */
export function componentSchemas(): Record<string, JsonSchema> {
  const { schemas } = z.toJSONSchema(models, {
    io: 'input',
    uri: (id) => `${prefix}${id}`,
    override,
    unrepresentable: 'any',
  });
  return Object.fromEntries(
    Object.entries(schemas)
      .sort(by(([id]) => id))
      .map(([id, schema]) => [id, tidy(schema as JsonSchema) as JsonSchema]),
  );
}

/** The schema of a place in an operation; named schemas are referred to. */
export function inlineSchema(schema: z.ZodType): JsonSchema {
  const id = models.get(schema)?.id;
  if (id !== undefined) return { $ref: `${prefix}${id}` };
  const { $defs: _, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    metadata: models,
    override,
    unrepresentable: 'any',
  }) as Record<string, unknown>;
  return tidy(rest) as JsonSchema;
}

/** What a schema's own `meta` says of its type stands in for the text form that a query parameter is parsed from. */
function override({ zodSchema, jsonSchema }: { zodSchema: unknown; jsonSchema: Record<string, unknown> }): void {
  const meta = z.globalRegistry.get(zodSchema as z.ZodType) as Record<string, unknown> | undefined;
  if (meta === undefined) return;
  if (meta['type'] !== undefined) {
    for (const key of Object.keys(jsonSchema)) if (!(key in meta) && key !== 'default') delete jsonSchema[key];
  }
  Object.assign(jsonSchema, meta);
}

function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== '$schema' && key !== '$id' && key !== 'id');
  return Object.fromEntries(
    entries.map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string'
        ? inner.replace('#/$defs/', prefix)
        : key === 'properties'
          ? properties(inner)
          : tidy(inner),
    ]),
  );
}

/** Names of properties are data: one that is called `id` stays. */
function properties(value: unknown): unknown {
  return Object.fromEntries(Object.entries(value as Record<string, unknown>).map(([key, inner]) => [key, tidy(inner)]));
}
