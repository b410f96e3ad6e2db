export { addressKey } from './address.ts';
export type { AuditEvent, Auditor } from './audit.ts';
export { createServer } from './create-server.ts';
export { codedError, statusOf, toProblem } from './problem.ts';
export * from './route.ts';
export type { DoneRequest, ServerParts, Timeouts } from './server-parts.ts';
