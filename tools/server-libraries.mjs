import { readFileSync } from 'node:fs';

/** Bundled with the command line as well, or small and pure. */
const bundled = new Set(['yaml', 'zod']);

/**
 * Libraries of the server that stay in node_modules: they bring native code, WebAssembly or files of their own, and only
 * `gantry server` loads them.
 */
export const serverLibraries = Object.keys(
  JSON.parse(readFileSync('packages/server/package.json', 'utf8')).dependencies,
).filter((name) => !name.startsWith('@gantry/') && !bundled.has(name));
