import { defineConfig } from 'vitest/config';

/** A locale that sorts "ch" after "h" and an odd time zone, so that no result leans on either. */
const surroundings = { LC_ALL: 'sk', TZ: 'Pacific/Chatham' };
process.env['LC_ALL'] = surroundings.LC_ALL;
process.env['TZ'] = surroundings.TZ;

const resolve = { conditions: ['source', 'module', 'node', 'default'] };
const ssr = { resolve: { conditions: ['source', 'module', 'node', 'default'] } };

export default defineConfig({
  resolve,
  ssr,
  test: {
    env: surroundings,
    projects: [
      {
        resolve,
        ssr,
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'tools/**/*.test.ts', 'bench/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'packages/server/**'],
          env: surroundings,
          pool: 'threads',
          maxWorkers: '100%',
          // For machines that do much else: a test that hangs is found all the same.
          testTimeout: 30_000,
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: 'server',
          include: ['packages/server/src/**/*.test.ts'],
          env: surroundings,
          pool: 'threads',
          maxWorkers: '100%',
          // Files share what they import: loading it anew for each would take as long as the tests.
          isolate: false,
          // Opening a database takes a second on an idle machine, ten on a busy one.
          hookTimeout: 60_000,
          testTimeout: 30_000,
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: 'integration',
          include: ['packages/*/src/**/*.integration.ts', 'test/**/*.integration.ts'],
          env: surroundings,
          testTimeout: 300_000,
          hookTimeout: 300_000,
          maxWorkers: 1,
        },
      },
    ],
  },
});
