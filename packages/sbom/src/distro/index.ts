export { assembleDistro } from './assemble-distro.ts';
export { distroReader } from './reader.ts';
