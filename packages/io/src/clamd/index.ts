export * from './address.ts';
export * from './clamd.ts';
export type { ClamdReply } from './reply.ts';
export type { ClamdIdentity } from './version.ts';
