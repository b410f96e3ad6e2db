import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const cache = new URL('../../../../node_modules/.cache/gantry-test/', import.meta.url);

/** Bundles an entry file of the server for a thread or a process of its own, as the build does: these cannot load TypeScript. */
export async function buildEntry(entry: URL): Promise<URL> {
  const name = fileURLToPath(entry)
    .replace(/\.ts$/, '')
    .replaceAll(/[^\w-]+/g, '_');
  const outfile = fileURLToPath(new URL(`${name}-${process.pid}.mjs`, cache));
  await build({
    entryPoints: [fileURLToPath(entry)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    conditions: ['source'],
    external: ['@electric-sql/pglite', 'kysely', 'pg', 'pg-boss', 'pino'],
    logLevel: 'error',
    // Libraries written for CommonJS ask for it at run time.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  return pathToFileURL(outfile);
}
