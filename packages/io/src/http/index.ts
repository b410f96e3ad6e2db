export { type AddressGuard, createAddressGuard, type Resolve } from './address-guard.ts';
export { type AddressRules, hostOf } from './address-rules.ts';
export { createHttpClient } from './client.ts';
export * from './download.ts';
export { isLoopback } from './proxy.ts';
export { redactUrl } from './redact.ts';
export type * from './types.ts';
