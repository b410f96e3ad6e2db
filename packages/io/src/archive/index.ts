export * from './byte-text.ts';
export * from './compression.ts';
export * from './inflate.ts';
export type * from './tar-entry.ts';
export * from './tar-walk.ts';
export { inflateZlib } from './zip-inflate.ts';
export * from './zip.ts';
export { fileCompression, inflateFile, unpackedHead } from './inflate-file.ts';
export { indexTar, type TarPlace } from './tar-index.ts';
