export { inflateZlib } from './zip-inflate.ts';
export * from './zip.ts';
