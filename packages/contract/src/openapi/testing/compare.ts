import { compareSchemas, type Schema } from './compare-schemas.ts';

/** As much of an OpenAPI document as comparisons look at. */
export interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>;
  readonly components?: { readonly schemas?: Record<string, Schema>; readonly parameters?: Record<string, Parameter> };
}

interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: Schema;
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

interface RawOperation {
  readonly operationId?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content; readonly required?: boolean };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

/** An operation with its place. */
export interface OperationObject extends RawOperation {
  readonly path: string;
  readonly method: string;
  readonly tags: readonly string[];
}

/** The operations of a document, flat. */
export function operationsOf(document: Described): OperationObject[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => method !== 'parameters')
      .map(([method, one]) => ({ ...one, path, method: method.toUpperCase(), tags: one.tags ?? [] })),
  );
}

/** One side of a comparison. */
export interface Side {
  readonly document: Described;
  readonly operation: OperationObject;
}

/** What a client of the reference would trip over at ours; empty when nothing. */
export function differences(ours: Side, reference: Side): string[] {
  return [
    ...parameterDifferences(ours, reference),
    ...requestDifferences(ours, reference),
    ...replyDifferences(ours, reference),
  ];
}

function parameterDifferences(ours: Side, reference: Side): string[] {
  const known = new Map(parametersOf(ours).map((one) => [`${one.in} ${one.name}`, one]));
  const wanted = parametersOf(reference);
  const missing = wanted.flatMap((one) => {
    const mine = known.get(`${one.in} ${one.name}`);
    if (mine === undefined) return [`no parameter ${one.in} ${one.name}`];
    return compareSchemas(
      { schema: mine.schema ?? {}, schemas: schemasOf(ours) },
      { schema: one.schema ?? {}, schemas: schemasOf(reference) },
      { place: `parameter ${one.name}`, way: 'request' },
    );
  });
  const named = new Set(wanted.map((one) => `${one.in} ${one.name}`));
  const demanded = [...known].filter(
    ([key, one]) => one.required === true && !(named.has(key) && wantedAs(wanted, key)?.required === true),
  );
  return [...missing, ...demanded.map(([key]) => `demands ${key}`)];
}

function wantedAs(wanted: readonly Parameter[], key: string): Parameter | undefined {
  return wanted.find((one) => `${one.in} ${one.name}` === key);
}

function parametersOf({ document, operation }: Side): Parameter[] {
  return (operation.parameters ?? [])
    .map((one) =>
      one.$ref === undefined ? one : (document.components?.parameters?.[one.$ref.split('/').at(-1) ?? ''] ?? one),
    )
    .filter((one) => one.in !== 'header');
}

function requestDifferences(ours: Side, reference: Side): string[] {
  const wanted = Object.entries(reference.operation.requestBody?.content ?? {});
  const mine = ours.operation.requestBody?.content ?? {};
  return wanted.flatMap(([type, { schema = {} }]) => {
    if (mine[type] === undefined) return [`does not take ${type}`];
    return compareSchemas(
      { schema: mine[type].schema ?? {}, schemas: schemasOf(ours) },
      { schema, schemas: schemasOf(reference) },
      { place: 'request', way: 'request' },
    );
  });
}

function replyDifferences(ours: Side, reference: Side): string[] {
  return Object.entries(reference.operation.responses).flatMap(([status, { content = {} }]) => {
    const mine = ours.operation.responses[status];
    if (mine === undefined) return [`no reply ${status}`];
    const schema = content['application/json']?.schema;
    if (schema === undefined) return [];
    return compareSchemas(
      { schema: mine.content?.['application/json']?.schema ?? {}, schemas: schemasOf(ours) },
      { schema, schemas: schemasOf(reference) },
      { place: `reply ${status}`, way: 'reply' },
    );
  });
}

function schemasOf({ document }: Side): Readonly<Record<string, Schema>> {
  return document.components?.schemas ?? {};
}
