import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../catalogue.ts';

describe('policy/gates', () => {
  it.each(catalogue.gates.map(({ name }) => name))('%s has a table of cases for its triggers', (gate) => {
    const file = new URL(`./${gate}/cases.test.ts`, import.meta.url);
    expect(existsSync(file), `gates/${gate}/cases.test.ts calls describeTriggers`).toBe(true);
    expect(readFileSync(file, 'utf8')).toMatch(new RegExp(`describeTriggers\\(\\s*'${gate}'`));
  });
});
