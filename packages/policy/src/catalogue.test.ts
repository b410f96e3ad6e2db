import { describe, expect, it } from 'vitest';
import { catalogue, gateCatalogue } from './catalogue.ts';
import { unadvised, unplaced } from './testing/unplaced.ts';

describe('policy/catalogue', () => {
  const triggers = catalogue.gates.flatMap((gate) =>
    gate.triggers.map((trigger) => [`${gate.name}.${trigger.name}`, trigger] as const),
  );

  it('is in alphabetical order, every name once', () => {
    const names = catalogue.gates.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)].sort());
    for (const gate of catalogue.gates) {
      const inside = gate.triggers.map(({ name }) => name);
      expect(inside).toEqual([...new Set(inside)].sort());
    }
  });

  it.each(triggers)('%s documents its parameters, and its examples and defaults are valid', (_name, trigger) => {
    expect(trigger.help).toMatch(/\.$/);
    for (const parameter of trigger.parameters) {
      expect(parameter.help).toMatch(/\.$/);
      expect([parameter.name, parameter.read(parameter.example).ok]).toEqual([parameter.name, true]);
      if (parameter.fallback !== null) expect(parameter.read(undefined).ok).toBe(true);
      if (parameter.required) expect(parameter.read(undefined).ok).toBe(false);
    }
  });

  it.each([
    ['without a place', unplaced],
    ['without advice', unadvised],
  ])('knows the triggers whose findings may be %s', (_name, exceptions) => {
    const names: readonly string[] = triggers.map(([name]) => name);
    expect(Object.keys(exceptions).filter((name) => !names.includes(name))).toEqual([]);
  });

  it('is plain data', () => {
    const described = gateCatalogue();
    expect(JSON.parse(JSON.stringify(described))).toEqual(described);
    expect(described.map(({ name }) => name)).toEqual(catalogue.gates.map(({ name }) => name));
  });
});
