import { by } from '@gantry/core';
import type { Control, Framework, PolicyPack } from '../../model/types.ts';
import { needOf } from './needs.ts';
import type { PackRule } from './rule.ts';

/** A row of a framework's table: controls that the same checks serve. */
export interface ControlRow {
  /** Ids as the framework numbers them, each with a title in our words. */
  readonly of: Readonly<Record<string, string>>;
  readonly automation: Control['automation'];
  readonly rules?: readonly string[];
  readonly manual?: string;
  readonly needs?: readonly string[];
  readonly onlyOn?: readonly string[];
}

/** Rules that belong together. */
export interface Section {
  readonly id: string;
  readonly name: string;
  /** Only images have what the rules speak of. */
  readonly imagesOnly?: true;
  readonly rules: readonly PackRule[];
}

/** What a pack is made of. */
interface PackParts {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly framework: Framework | null;
  readonly rows: readonly ControlRow[];
  readonly sections: readonly Section[];
  /** Ids are section numbers (`5.12`): controls stand in their order, whatever rows they share. */
  readonly numbered?: true;
}

/** Puts a pack together; the control ids of its rules come from its table of controls, so that the two cannot disagree. */
export function buildPack({ name, title, about, framework, rows, sections, numbered }: PackParts): PolicyPack {
  const table = rows.flatMap(controlsOf);
  const controls = numbered ? [...table].sort(by((control) => numberOf(control.id))) : table;
  const policy = {
    id: `gantry-${name}`,
    name: title,
    version: '2',
    description: framework ? `${about} Made for ${framework.title}, ${framework.version}.` : about,
    rule_sets: sections.map((section) => ruleSet(name, section, { controls, framework })),
    ...mappings(name, sections),
    allowlists: [],
    allowlisted_images: [],
    denylisted_images: [],
  };
  const needs = [...new Set(controls.flatMap((control) => control.needs ?? []))].map(needOf);
  return { name, title, about, framework, controls, needs, policy };
}

/** `5.12` after `5.2`, and before `5.x`. */
function numberOf(id: string): number {
  const [section = '', item = ''] = id.split('.');
  return Number(section) * 1_000 + (item === 'x' ? 999 : Number(item));
}

function controlsOf({ of, rules = [], ...rest }: ControlRow): Control[] {
  return Object.entries(of).map(([id, title]) => ({ id, title, rules, ...rest }));
}

function ruleSet(
  pack: string,
  { id, name, imagesOnly, rules }: Section,
  { controls, framework }: { controls: readonly Control[]; framework: Framework | null },
) {
  return {
    id: `${pack}-${id}`,
    name,
    version: '2',
    ...(imagesOnly ? { artifact_type: 'image' } : {}),
    rules: rules.map((rule) => {
      const serves = controls.filter((control) => control.rules.includes(rule.id));
      const ids = serves.map((control) => `${framework?.id}:${control.id}`);
      return ids.length === 0 ? rule : { ...rule, control_ids: ids };
    }),
  };
}

/** Everything is mapped: an artifact that no mapping accepts would be one that nobody looked at. */
function mappings(pack: string, sections: readonly Section[]) {
  const ids = (wanted: readonly Section[]) => wanted.map(({ id }) => `${pack}-${id}`);
  const anywhere = { rule_set_ids: ids(sections.filter(({ imagesOnly }) => !imagesOnly)), allowlist_ids: [] };
  return {
    mappings: [
      {
        id: `${pack}-every-image`,
        name: 'every image',
        registry: '*',
        repository: '*',
        image: { type: 'tag', value: '*' },
        rule_set_ids: ids(sections),
        allowlist_ids: [],
      },
    ],
    source_mappings: [
      { id: `${pack}-every-source`, name: 'every source tree', host: '*', repository: '*', ...anywhere },
    ],
    sbom_mappings: [{ id: `${pack}-every-sbom`, name: 'every SBOM', sbom_name: '*', sbom_version: '*', ...anywhere }],
  };
}
