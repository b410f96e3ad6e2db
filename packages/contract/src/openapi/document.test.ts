import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { operations } from '../operations.ts';
import { openApiDocument } from './index.ts';

const document = openApiDocument('0.0.0');

describe('openapi', () => {
  it('is valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate(JSON.stringify(document, null, 1));
    expect(result).toMatchObject({ valid: true });
  });

  it('has every operation once, with an id of its own', () => {
    expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
    const declared = Object.values(document.paths).flatMap((methods) => Object.keys(methods));
    expect(declared).toHaveLength(operations.length);
  });

  it('refers to named schemas only where they exist', () => {
    const names = new Set(
      [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map((hit) => hit[1]),
    );
    const { schemas } = (document as unknown as { components: { schemas: object } }).components;
    expect([...names].filter((name) => !(name !== undefined && name in schemas))).toEqual([]);
    expect(names.size).toBeGreaterThan(80);
  });

  it('writes parameters of queries as what they are', () => {
    const parameters = (path: string) => (document.paths[path]?.['get'] as { parameters?: object[] })?.parameters;
    expect(parameters('/images')).toContainEqual({
      name: 'history',
      in: 'query',
      required: false,
      description: 'Include images whose tags all name newer ones.',
      schema: { type: 'boolean' },
    });
    expect(parameters('/query/vulnerabilities')).toContainEqual({
      name: 'id',
      in: 'query',
      required: true,
      schema: { type: 'array', items: { type: 'string' } },
      style: 'form',
      explode: false,
    });
  });
});
