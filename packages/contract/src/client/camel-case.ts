import { z } from 'zod';
import type { Operation } from '../common/index.ts';

/** A reply with its declared fields in camel case; keys that users chose (annotations, labels) stay as they are. */
export function inCamelCase(operation: Operation, reply: unknown): unknown {
  const shape = Object.values(operation.replies)[0];
  return shape instanceof z.ZodType ? converted(reply, shape) : reply;
}

function converted(value: unknown, schema: z.ZodType): unknown {
  const inner = unwrapped(schema);
  if (Array.isArray(value)) {
    return inner instanceof z.ZodArray ? value.map((item) => converted(item, inner.element as z.ZodType)) : value;
  }
  if (typeof value !== 'object' || value === null || !(inner instanceof z.ZodObject)) return value;
  const fields = Object.entries(value).map(([key, field]) => {
    const declared = Object.hasOwn(inner.shape, key) ? (inner.shape[key] as z.ZodType) : undefined;
    return [camelCased(key), declared === undefined ? field : converted(field, declared)] as const;
  });
  return Object.fromEntries(fields);
}

/** The schema without what surrounds it; of a union the object or the list. */
function unwrapped(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return unwrapped(schema.unwrap() as z.ZodType);
  if (!(schema instanceof z.ZodUnion)) return schema;
  const options = (schema.options as readonly z.ZodType[]).map(unwrapped);
  return options.find((option) => option instanceof z.ZodObject || option instanceof z.ZodArray) ?? schema;
}

function camelCased(key: string): string {
  return key.replace(/[_-]([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
