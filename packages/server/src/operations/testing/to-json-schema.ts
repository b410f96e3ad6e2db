type Json = Readonly<Record<string, unknown>>;

/** Formats of the document that JSON Schema has under another name, or not at all. */
const formats: Readonly<Record<string, string | null>> = {
  datetime: 'date-time',
  'data-time': 'date-time',
  path: null,
};

/** A schema of OpenAPI 3.0 as JSON Schema: `nullable` becomes a type, formats get their names. Works on maps of schemas too. */
export function toJsonSchema(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(toJsonSchema);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { nullable, example: _example, ...rest } = schema as Json;
  const plain = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, toJsonSchema(value)]));
  const named = withFormat(plain);
  return nullable === true ? orNull(named) : named;
}

function withFormat(schema: Json): Json {
  const { format, ...rest } = schema;
  const renamed = typeof format === 'string' ? formats[format] : undefined;
  if (renamed === undefined) return schema;
  return renamed === null ? rest : { ...rest, format: renamed };
}

function orNull(schema: Json): Json {
  return { anyOf: [{ type: 'null' }, schema] };
}
