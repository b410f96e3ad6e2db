import { z } from 'zod';

/** Named schemas become components of the OpenAPI document; the name is also the type's name in generated clients. */
export const models = z.registry<{ id: string }>();

/** Names a schema. Two schemas of one name are a mistake that shows when the module loads. */
export function model<S extends z.ZodType>(name: string, schema: S): S {
  models.add(schema, { id: name });
  return schema;
}
