export { createLog, type LogOptions } from './create-log.ts';
export { redactText } from './redact.ts';
export * from './types.ts';
