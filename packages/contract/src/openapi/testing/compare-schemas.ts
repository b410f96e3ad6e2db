/** A JSON Schema of OpenAPI 3.0 or 3.1. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly nullable?: boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/** A schema and the named ones around it. */
interface Place {
  readonly schema: Schema;
  readonly schemas: Readonly<Record<string, Schema>>;
}

interface Context {
  readonly place: string;
  readonly way: 'request' | 'reply';
  readonly depth?: number;
}

/**
 * How far ours departs from the reference. A reply must have each property with its type and promise what the reference promises;
 * a request must not ask for more than the reference does.
 */
export function compareSchemas(ours: Place, reference: Place, context: Context): string[] {
  const { place, depth = 0 } = context;
  if (depth > 8) return [];
  const mine = flat(ours);
  const wanted = flat(reference);
  return [
    ...typeDifferences(mine, wanted, place),
    ...enumDifferences(mine, wanted, place),
    ...requiredDifferences(mine, wanted, context),
    ...propertyDifferences(
      { ...ours, schema: mine },
      { ...reference, schema: wanted },
      { ...context, depth: depth + 1 },
    ),
  ];
}

/** References followed, alternatives with null opened, `allOf` put together. */
function flat({ schema, schemas }: Place): Schema {
  if (schema.$ref !== undefined) return flat({ schema: schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, schemas });
  const choices = (schema.anyOf ?? schema.oneOf ?? []).filter((one) => one.type !== 'null' && !isNullRef(one, schemas));
  if (schema.properties === undefined && choices.length === 1 && choices[0])
    return flat({ schema: choices[0], schemas });
  if (schema.allOf === undefined) return schema;
  const parts = [...schema.allOf, { ...schema, allOf: [] }].map((part) =>
    part.allOf?.length === 0 ? part : flat({ schema: part, schemas }),
  );
  return {
    type: 'object',
    properties: Object.assign({}, ...parts.map((part) => part.properties ?? {})),
    required: parts.flatMap((part) => part.required ?? []),
  };
}

function isNullRef({ $ref }: Schema, schemas: Place['schemas']): boolean {
  if ($ref === undefined) return false;
  const named = schemas[$ref.split('/').at(-1) ?? ''];
  return named?.enum?.length === 1 && named.enum[0] === null;
}

function typeDifferences(mine: Schema, wanted: Schema, place: string): string[] {
  const [ourTypes, theirTypes] = [typesOf(mine), typesOf(wanted)];
  if (theirTypes.length === 0 || ourTypes.length === 0) return [];
  const odd = theirTypes.filter(
    (type) => !ourTypes.includes(type) && !(type === 'number' && ourTypes.includes('integer')),
  );
  return odd.length === 0 ? [] : [`${place}: type ${ourTypes.join('|')} instead of ${theirTypes.join('|')}`];
}

function typesOf({ type, properties }: Schema): string[] {
  if (type === undefined) return properties === undefined ? [] : ['object'];
  return [type].flat().filter((one) => one !== 'null');
}

function enumDifferences(mine: Schema, wanted: Schema, place: string): string[] {
  if (mine.enum === undefined || wanted.enum === undefined) return [];
  const missing = wanted.enum.filter((value) => value !== null && !mine.enum?.includes(value));
  return missing.map((value) => `${place}: no value ${String(value)}`);
}

function requiredDifferences(mine: Schema, wanted: Schema, { place, way }: Context): string[] {
  const [asked, promised] = way === 'request' ? [mine, wanted] : [wanted, mine];
  const known = new Set(promised.required ?? []);
  const names = (asked.required ?? []).filter((name) => !known.has(name));
  return names.map((name) => `${place}: ${name} is ${way === 'request' ? 'demanded' : 'not promised'}`);
}

function propertyDifferences(ours: Place, reference: Place, context: Context): string[] {
  const { place } = context;
  const items =
    reference.schema.items === undefined || ours.schema.items === undefined
      ? []
      : compareSchemas(
          { ...ours, schema: ours.schema.items },
          { ...reference, schema: reference.schema.items },
          { ...context, place: `${place}[]` },
        );
  const properties = Object.entries(reference.schema.properties ?? {}).flatMap(([name, schema]) => {
    const mine = ours.schema.properties?.[name];
    if (mine === undefined) return ours.schema.properties === undefined ? [] : [`${place}: no property ${name}`];
    return compareSchemas(
      { ...ours, schema: mine },
      { ...reference, schema },
      { ...context, place: `${place}.${name}` },
    );
  });
  return [...items, ...properties];
}
