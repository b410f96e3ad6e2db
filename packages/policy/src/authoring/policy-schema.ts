import { isRecord } from '@gantry/core/json';
import { z } from 'zod';
import { gateCatalogue } from '../catalogue.ts';
import type { ParameterDescription, TriggerDescription } from '../gating/describe-catalogue.ts';
import { PolicyDocument } from '../model/schema.ts';

type Schema = Record<string, unknown>;

/**
 * The JSON Schema (2020-12) of policies, for editors: the shape of the bundle, and for every gate its triggers, their parameters with
 * help, and the values that they take. Made of the same declarations that read and run policies.
 */
export function policyJsonSchema(): Schema {
  const shape = z.toJSONSchema(PolicyDocument, { io: 'input', target: 'draft-2020-12' }) as Schema;
  const rule = at(shape, ['properties', 'rule_sets', 'items', 'properties', 'rules', 'items']);
  if (rule) refineRule(rule);
  return {
    ...shape,
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Gantry policy',
    description: 'A policy of the bundle format, version 2.',
  };
}

/** Gates by name, and a condition for each that narrows triggers and parameters. */
function refineRule(rule: Schema): void {
  const gates = gateCatalogue();
  const properties = rule['properties'];
  if (!isRecord(properties)) return;
  properties['gate'] = {
    description: 'The family of checks.',
    anyOf: gates.map(({ name, help }) => ({ const: name, description: help })),
  };
  properties['action'] = {
    description: 'What a finding of this rule asks for.',
    anyOf: ['STOP', 'WARN', 'GO', 'stop', 'warn', 'go'].map((action) => ({ const: action })),
  };
  rule['allOf'] = gates.map((gate) => ({
    if: { properties: { gate: { const: gate.name } }, required: ['gate'] },
    // biome wants no property named then: an object with one can be taken for a promise.
    ...thenSchema({
      properties: {
        trigger: {
          anyOf: gate.triggers.map(({ name, help, state }) => ({
            const: name,
            description: help,
            ...(state === 'active' ? {} : { deprecated: true }),
          })),
        },
      },
      allOf: gate.triggers.map(triggerCondition),
    }),
  }));
}

function thenSchema(schema: Schema): Schema {
  return Object.fromEntries([['then', schema]]);
}

function triggerCondition(trigger: TriggerDescription): Schema {
  const required = trigger.parameters.filter((parameter) => parameter.required);
  const params: Schema = {
    items:
      trigger.parameters.length === 0
        ? false
        : {
            properties: { name: { anyOf: trigger.parameters.flatMap(nameSchemas) } },
            allOf: trigger.parameters.flatMap(valueCondition),
          },
    ...(required.length === 0 ? {} : { allOf: required.map(containsParameter) }),
  };
  return {
    if: { properties: { trigger: { const: trigger.name } }, required: ['trigger'] },
    ...thenSchema({ properties: { params }, ...(required.length === 0 ? {} : { required: ['params'] }) }),
  };
}

function nameSchemas({ name, help, example, fallback, aliases, validator }: ParameterDescription): Schema[] {
  const usual = fallback === null ? '' : ` Without it: ${fallback}.`;
  const description = `${help} Takes ${validator.says}.${usual} Example: ${example}`;
  return [{ const: name, description }, ...aliases.map((alias) => ({ const: alias, description, deprecated: true }))];
}

/** The values of an enumeration; what others take is for the reader of policies to say. */
function valueCondition({ name, validator, example }: ParameterDescription): Schema[] {
  const isEnumeration = validator.type === 'EnumString' && validator.allowed !== null;
  const truth = {
    anyOf: [{ type: 'boolean' }, { type: 'string', pattern: '^([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$' }],
  };
  const value: Schema = isEnumeration
    ? { enum: validator.allowed }
    : validator.type === 'BooleanString'
      ? truth
      : { examples: [example] };
  return [
    {
      if: { properties: { name: { const: name } }, required: ['name'] },
      ...thenSchema({ properties: { value } }),
    },
  ];
}

function containsParameter({ name, aliases }: ParameterDescription): Schema {
  const names = [name, ...aliases].map((one) => ({ const: one }));
  return { contains: { properties: { name: { anyOf: names } }, required: ['name'] } };
}

function at(schema: Schema, path: readonly string[]): Schema | null {
  let found: unknown = schema;
  for (const part of path) {
    if (!isRecord(found)) return null;
    const next: unknown = found[part];
    found = next ?? firstArray(found)?.[part];
  }
  return isRecord(found) ? found : null;
}

/** A list that may be null is the first of two forms. */
function firstArray(schema: Schema): Schema | null {
  const forms: unknown = schema['anyOf'];
  const [first] = Array.isArray(forms) ? (forms as unknown[]) : [];
  return isRecord(first) ? first : null;
}
