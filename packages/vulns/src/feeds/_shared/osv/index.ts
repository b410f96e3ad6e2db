export { readInto } from './read-into.ts';
export { type OsvRecord, type ReadRecord, readRecord } from './schema.ts';
export { type ReadAdvisory, toAdvisory } from './to-advisory.ts';
