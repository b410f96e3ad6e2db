import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from './index.ts';
import { type Described, differences, type OperationObject, operationsOf } from './testing/compare.ts';

const shared = process.env['GANTRY_SHARED'] ?? resolve(import.meta.dirname, '../../../../../shared');
const path = resolve(shared, 'reference', 'anchore-v2-openapi.json');
const isThere = existsSync(path);
if (!isThere) console.log(`skipped: the reference document of the wire is not at ${path}`);
const reference = (isThere ? JSON.parse(readFileSync(path, 'utf8')) : { paths: {} }) as Described;
const ours = JSON.parse(JSON.stringify(openApiDocument('0.0.0'))) as Described;
const theirs = new Map(operationsOf(reference).map((one) => [`${one.method} ${one.path}`, one]));

const tags = [
  'System',
  'Identity',
  'User Management',
  'RBAC',
  'Images',
  'Imports',
  'Policies',
  'Registries',
  'Repository',
  'Subscriptions',
  'Events',
  'Query',
  'Vulnerabilities',
  'Onetime',
];
/** Operations of these groups that Gantry does not have yet. */
const later = [/\/vex\//, /^\/imports\/sources/, /\/saml\//];

describe.skipIf(!isThere)('openapi: the wire of the reference', () => {
  it('has every operation of its groups', () => {
    const wanted = operationsOf(reference).filter(
      (one) => one.tags.some((tag) => tags.includes(tag)) && !later.some((pattern) => pattern.test(one.path)),
    );
    const known = new Set(operationsOf(ours).map((one) => `${one.method} ${one.path}`));
    expect(wanted.map((one) => `${one.method} ${one.path}`).filter((one) => !known.has(one))).toEqual([]);
    expect(wanted.length).toBeGreaterThan(130);
  });

  it.each(
    operationsOf(ours)
      .filter((one) => theirs.has(`${one.method} ${one.path}`))
      .map((one) => [`${one.method} ${one.path}`, one] as const),
  )('%s', (key, one) => {
    const wanted = theirs.get(key) as OperationObject;
    expect(differences({ document: ours, operation: one }, { document: reference, operation: wanted })).toEqual([]);
  });
});
