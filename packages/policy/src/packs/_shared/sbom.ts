import { check } from './rule.ts';

const titles = { 'ntia-2021': 'NTIA 2021', 'cisa-2026': 'CISA 2026', cra: 'CRA' } as const;

/** The published lists of elements. */
export type SbomProfile = keyof typeof titles;

/** Every field that a list of minimum elements asks for. */
export function sbomFields(profile: SbomProfile) {
  return check({
    id: `sbom-fields-${profile}`,
    what: 'sbom_quality.required_fields',
    params: { profile },
    recommendation: `Fill in what the ${titles[profile]} elements ask for, or state in the document that it is not known.`,
  });
}

/** Some fields of a list; `elements` as the gate calls them, separated by commas. */
export function sbomElement(profile: SbomProfile, about: { id: string; elements: string; recommendation: string }) {
  const { id, elements, recommendation } = about;
  return check({ id, what: 'sbom_quality.required_fields', params: { profile, elements }, recommendation });
}

/** What an inventory cannot do without: who, what, which version, under which name and license. */
export const sbomComponentFields = sbomElement('cisa-2026', {
  id: 'sbom-component-fields',
  elements: 'supplier,componentName,version,identifier,license',
  recommendation:
    'Give each component its maker, name, version, identifier and license, or state that one is not known.',
});

/** Components that hang in the air. */
export const sbomGraph = check({
  id: 'sbom-graph',
  what: 'sbom_quality.graph',
  recommendation:
    'Make the SBOM while building, with lock files at hand: then every component hangs on what asked for it.',
});
