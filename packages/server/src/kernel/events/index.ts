export { createEventLog, type EventSource } from './event-log.ts';
export type * from './types.ts';
