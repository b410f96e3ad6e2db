export { type DeltaVerdict, deltaVerdict } from './delta-verdict.ts';
export * from './diff-verdicts.ts';
export type { Evidence } from './evidence.ts';
export * from './explain-verdict.ts';
export { isVerdictDocument, readVerdictDocument } from './read-recorded.ts';
export * from './recorded-verdict.ts';
export type { InputName, Rematch } from './swap-inputs.ts';
