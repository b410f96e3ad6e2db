// Bundles the command line into packages/cli/bundle: one entry for the program, one for the worker that reads layers, one
// for the process that reads an image, one for the process that builds advisory databases, one for the thread that replays verdicts,
// one for the thread of the embedded database.
// Commands load on demand (splitting), so that a small command starts quickly.
import { cp, mkdir, rm } from 'node:fs/promises';
import { build } from 'esbuild';
import { optionalPlugs } from './optional-plugs.mjs';
import { serverLibraries } from './server-libraries.mjs';

const out = 'packages/cli/bundle';
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await build({
  entryPoints: {
    main: 'packages/cli/src/main.ts',
    'layer-worker': 'packages/sbom/src/cataloging/layer-worker.ts',
    'analysis-process': 'packages/server/src/features/analyses/process/main.ts',
    'feeds-process': 'packages/server/src/features/feeds/feeds-process.ts',
    'backtest-thread': 'packages/server/src/features/backtests/replaying/thread.ts',
    'pglite-worker': 'packages/server/src/kernel/db/pglite-worker.ts',
  },
  outdir: out,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  conditions: ['source'],
  minifySyntax: true,
  legalComments: 'linked',
  external: [...optionalPlugs, ...serverLibraries],
  logLevel: 'warning',
  // Libraries written for CommonJS ask for these at run time.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; import { fileURLToPath as __toPath } from 'node:url'; import { dirname as __dirnameOf } from 'node:path'; const require = __createRequire(import.meta.url); const __filename = __toPath(import.meta.url); const __dirname = __dirnameOf(__filename);",
  },
});
await cp('packages/vulns/starter', `${out}/starter`, { recursive: true, filter: (path) => !path.endsWith('.md') });
