export * from './dsse/index.ts';
export { attestErrors } from './errors.ts';
export * from './intoto/index.ts';
export * from './keys/index.ts';
export { readTrustRoot, type TrustRoot } from './sigstore/index.ts';
export * from './trust/index.ts';
export * from './vsa/index.ts';
