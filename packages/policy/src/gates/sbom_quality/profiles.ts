import { type Element, elements } from './elements.ts';

const { author, componentName, dependencies, format, identifier, supplier, timestamp, version } = elements;
const { context, digest, license, serial, signature, tool } = elements;

/**
 * Published lists of minimum elements. `ntia-2021`: NTIA's, July 2021. `cisa-2026`: CISA's 2026 list, version 2.1, as two independent
 * implementations give it. `cra`: Annex I Part II (1) of Regulation (EU) 2024/2847 names no fields: these are what a machine-readable
 * list of components cannot do without.
 */
export const profiles = {
  'ntia-2021': [author, timestamp, supplier, componentName, version, identifier, dependencies],
  'cisa-2026': [
    author,
    signature,
    format,
    context,
    timestamp,
    tool,
    serial,
    supplier,
    componentName,
    version,
    identifier,
    digest,
    license,
    dependencies,
  ],
  cra: [format, componentName, version, identifier],
} as const satisfies Readonly<Record<string, readonly Element[]>>;
