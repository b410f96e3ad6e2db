// Loads TypeScript of the workspaces into a tool: bundled by esbuild in memory, with the sources as they stand.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { optionalPlugs } from './optional-plugs.mjs';
import { serverLibraries } from './server-libraries.mjs';

/** The exports of a module given by its path from the root, or of a snippet of TypeScript that imports from there. */
export async function loadSource(contents) {
  const result = await build({
    stdin: { contents, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    conditions: ['source'],
    external: [...optionalPlugs, ...serverLibraries],
    logLevel: 'error',
    banner: {
      js: "import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url); const __dirname = process.cwd(), __filename = __dirname;",
    },
  });
  const folder = await mkdtemp(join(process.cwd(), 'node_modules', '.gantry-tool-'));
  try {
    const file = join(folder, 'module.mjs');
    await writeFile(file, result.outputFiles[0].text);
    return await import(pathToFileURL(file).href);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
