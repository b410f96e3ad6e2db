export { readInto } from './read-into.ts';
export { readRecord } from './schema.ts';
export { toAdvisory } from './to-advisory.ts';
