import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { PolicyPack } from '../model/types.ts';
import { parsePolicy } from '../parse-policy.ts';
import { packedRules } from '../testing/describe-checks.ts';
import { ruleProblems } from '../testing/index.ts';
import { rows as cisDocker } from './cis-docker/controls.ts';
import { cisaBod2604 } from './cisa-bod-26-04/index.ts';
import { rows as disa } from './disa-container/controls.ts';
import { rows as cra } from './eu-cra/controls.ts';
import { rows as fedrampRev5 } from './fedramp-rev5/controls.ts';
import { rowsOf as vdrRows } from './fedramp-vdr/controls.ts';
import { rows as ironBank } from './iron-bank/controls.ts';
import { rows as nist80053 } from './nist-800-53/controls.ts';
import { rows as nist800190 } from './nist-800-190/controls.ts';
import { rows as pci } from './pci-dss-4/controls.ts';
import { packs } from './registry.ts';
import { rows as s2c2f } from './s2c2f/controls.ts';
import { rowsOf as sbomRows } from './sbom-minimum/controls.ts';
import { slsa } from './slsa/index.ts';
import { rows as ssdf } from './ssdf/controls.ts';

const withFramework = packs.filter(({ framework }) => framework !== null).map((pack) => [pack.name, pack] as const);

function rulesOf({ policy }: PolicyPack) {
  return parsePolicy(policy, 'pack').policy.ruleSets.flatMap(({ rules }) => rules);
}

/** Rows of the frameworks' tables; one row may hold controls that the same checks serve. */
const sizes: readonly (readonly [string, number, number])[] = [
  ['cis-docker', cisDocker.length, 25],
  ['nist-800-190', nist800190.length, 29],
  ['nist-800-53', nist80053.length, 43],
  ['iron-bank', ironBank.length, 29],
  ['disa-container', disa.length, 54],
  [
    'fedramp-rev5, fedramp-vdr, cisa-bod-26-04',
    fedrampRev5.length + vdrRows('b').length + cisaBod2604.controls.length,
    34,
  ],
  ['pci-dss-4', pci.length, 14],
  ['eu-cra', cra.length, 16],
  ['ssdf', ssdf.length, 15],
  ['sbom-minimum', sbomRows('cisa-2026').length, 16],
  ['slsa', slsa.controls.length, 11],
  ['s2c2f', s2c2f.length, 19],
];

describe('policy/packs of frameworks', () => {
  it.each(sizes)('%s: %i rows of %i', (_name, rows, expected) => {
    expect(rows).toBe(expected);
  });

  it('there are 305 rows', () => {
    expect(sizes.reduce((sum, [, rows]) => sum + rows, 0)).toBe(305);
  });

  it.each(withFramework)('%s: every control stands once and is honest about what it rests on', (_name, pack) => {
    const ids = pack.controls.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const known = new Set(rulesOf(pack).map(({ id }) => id));
    for (const control of pack.controls) {
      expect(
        control.rules.filter((id) => !known.has(id)),
        control.id,
      ).toEqual([]);
      if (control.automation !== 'yes') expect(control.manual?.length, control.id).toBeGreaterThan(10);
      else expect(control.rules.length + (control.needs?.length ?? 0), control.id).toBeGreaterThan(0);
      if (control.automation === 'no') expect([control.rules, control.needs]).toEqual([[], undefined]);
      for (const name of control.needs ?? []) expect(pack.needs.map((need) => need.name)).toContain(name);
    }
  });

  it.each(withFramework)('%s: rules and controls name each other', (_name, pack) => {
    const rules = rulesOf(pack);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    for (const { id, controlIds } of rules) {
      const serves = pack.controls.filter((control) => control.rules.includes(id));
      expect(serves.length, id).toBeGreaterThan(0);
      expect(controlIds).toEqual(serves.map((control) => `${pack.framework?.id}:${control.id}`));
    }
  });

  it.each(withFramework)('%s: the framework is named with version, source and date', (_name, { framework }) => {
    expect(framework?.lastVerified).toMatch(/^2026-\d\d-\d\d$/);
    expect(framework?.source).toMatch(/^https:\/\//);
    expect(framework?.notice?.length).toBeGreaterThan(40);
  });

  it.each(packs.map((pack) => [pack.name, pack] as const))(
    '%s: the readme speaks of it',
    (name, { framework, needs }) => {
      const folder = readdirSync(new URL('.', import.meta.url))
        .filter((one) => name.startsWith(one))
        .sort()
        .at(-1);
      const text = readFileSync(new URL(`./${folder}/readme.md`, import.meta.url), 'utf8');
      for (const need of needs) expect(text).toContain(`\`${need.name}\``);
      if (framework && folder === name) expect(text).toContain(framework.version);
    },
  );

  it('what is to be filled in are rules that can be read', () => {
    const needs = new Map(packs.flatMap((pack) => pack.needs.map((need) => [need.name, need])));
    for (const { name, rule } of needs.values()) {
      if (!rule) continue;
      const params = Object.fromEntries(rule.params.map((param) => [param.name, param.value]));
      expect(ruleProblems(`${rule.gate}.${rule.trigger}`, params), name).toEqual([]);
    }
  });

  it('no pack claims that something is compliant, certified or approved', () => {
    for (const { title, about, controls } of packs) {
      const words = [title, about, ...controls.map((control) => control.title)].join('\n');
      expect(words).not.toMatch(/complian|certified|guarantee/i);
    }
  });

  it.each(packs.map((pack) => [pack.name, pack] as const))(
    '%s asks for what it was reviewed to ask',
    async (name, pack) => {
      const rules = rulesOf(pack).map(({ id, action, gate, trigger, params }) =>
        [`${action} ${id} ${gate}.${trigger}`, ...params.map((param) => `  ${param.name}=${param.value}`)].join('\n'),
      );
      const controls = pack.controls.map(({ id, automation, rules, needs = [] }) =>
        `${id} ${automation}: ${[...rules, ...needs.map((need) => `(${need})`)].join(' ')}`.trimEnd(),
      );
      await expect([...rules, '', ...controls, ''].join('\n')).toMatchFileSnapshot(`_goldens/${name}.txt`);
    },
  );

  it('every rule of the library has cases', () => {
    const shared = new URL('./_shared/', import.meta.url);
    const tests = readdirSync(shared).filter((name) => name.endsWith('.test.ts'));
    const text = tests.map((name) => readFileSync(new URL(name, shared), 'utf8')).join('\n');
    const without = packedRules.filter(
      ({ id }) =>
        !text.includes(`
  '${id}': `) &&
        !text.includes(`
  ${id}: `),
    );
    expect([...new Set(without.map(({ id }) => id))]).toEqual([]);
  });
});
