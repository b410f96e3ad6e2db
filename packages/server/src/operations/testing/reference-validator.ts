import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Operation } from '@gantry/contract';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { TestReply } from '../../testing/test-server.ts';
import { toJsonSchema } from './to-json-schema.ts';

type Json = Readonly<Record<string, unknown>>;
type Responses = Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: Json }>> }>>;

interface Reference {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: Responses }>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Json>> };
}

/** What is wrong with a reply by the reference document; null when nothing is. */
export type ReferenceCheck = (operation: Operation, reply: TestReply) => string | null;

/** Reads the document of the shared material; null when it is not there: a line on the console says so. */
export function referenceCheck(): ReferenceCheck | null {
  const shared = process.env['GANTRY_SHARED'] ?? resolve(import.meta.dirname, '../../../../../../shared');
  const path = resolve(shared, 'reference', 'anchore-v2-openapi.json');
  if (!existsSync(path)) {
    console.log(`skipped: the reference document of the wire is not at ${path}`);
    return null;
  }
  return checkAgainst(JSON.parse(readFileSync(path, 'utf8')) as Reference);
}

function checkAgainst({ paths, components }: Reference): ReferenceCheck {
  const ajv = new Ajv({ strict: false, allErrors: true });
  // The default export of a CommonJS module, as Node gives it.
  (addFormats as unknown as (ajv: Ajv) => void)(ajv);
  ajv.addSchema({ $id: 'reference', components: { schemas: toJsonSchema(components.schemas) } });
  const made = new Map<string, ValidateFunction>();
  return ({ path, method }, { status, body, text }) => {
    const responses = paths[path]?.[method.toLowerCase()]?.responses;
    if (responses === undefined) return 'the document has no such operation';
    const listed = responses[status];
    if (listed === undefined && !unlisted.has(status)) return `the document has no status ${status}`;
    const schema = listed === undefined ? problem : listed.content?.['application/json']?.schema;
    if (schema === undefined) return null;
    // Documents that are passed on as they are: the text is the value.
    if (schema['type'] === 'string' && status < 300) return text === '' ? 'a text is expected' : null;
    const key = `${method} ${path} ${status}`;
    const validate = made.get(key) ?? ajv.compile(atReference(toJsonSchema(schema)) as Json);
    made.set(key, validate);
    return validate(body) ? null : ajv.errorsText(validate.errors, { separator: '\n' });
  };
}

/** Statuses that any operation may have, listed or not: the document forgets most 401, and 400 and 404 here and there. */
const unlisted: ReadonlySet<number> = new Set([400, 401, 403, 404]);

/** What every problem is. */
const problem: Json = { $ref: '#/components/schemas/ApiErrorResponse' };

/** References of a schema that stands alone lead into the document. */
function atReference(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"reference#/components/'));
}
