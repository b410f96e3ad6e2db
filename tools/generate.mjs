// Writes the pages that derive from the code. `--check` writes nothing and fails when a page is not what it should be.
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { cliPage } from './generate/cli-page.mjs';
import { configurationPage } from './generate/configuration-page.mjs';
import { errorsPage } from './generate/errors-page.mjs';
import { eventsPage } from './generate/events-page.mjs';
import { gatesPage } from './generate/gates-page.mjs';
import { packsPage } from './generate/packs-page.mjs';
import { pluginsPage } from './generate/plugins-page.mjs';
import { rolesPage } from './generate/roles-page.mjs';
import { loadSource } from './load-source.mjs';

const source = await loadSource(`
  export { commands } from './packages/cli/src/commands/registry.ts';
  export { everywhere } from './packages/cli/src/settings/options.ts';
  export { connectionOptions } from './packages/cli/src/settings/connection.ts';
  export { clientErrors } from './packages/contract/src/client/errors.ts';
  export { cliErrors } from './packages/cli/src/errors.ts';
  export { ioErrors } from './packages/io/src/errors/index.ts';
  export { sbomErrors } from './packages/sbom/src/errors.ts';
  export { vulnsErrors } from './packages/vulns/src/errors.ts';
  export { policyErrors } from './packages/policy/src/errors.ts';
  export { errorTables } from './packages/server/src/error-tables.ts';
  export { catalogers } from './packages/sbom/src/catalogers/registry.ts';
  export { sources } from './packages/sbom/src/sources/registry.ts';
  export { formats } from './packages/sbom/src/formats/registry.ts';
  export { feeds } from './packages/vulns/src/feeds/registry.ts';
  export { matchers } from './packages/vulns/src/matchers/registry.ts';
  export { openApiDocument } from './packages/contract/src/openapi/index.ts';
  export { options as serverOptions } from './packages/server/src/config/options.ts';
  export { gateCatalogue, packs, policyJsonSchema } from './packages/policy/src/index.ts';
  export { inspectors } from './packages/sbom/src/inspectors/registry.ts';
  export { eventCatalogue } from './packages/server/src/features/events/catalogue.ts';
  export { operations } from './packages/contract/src/index.ts';
  export { roles } from './packages/server/src/auth/roles/index.ts';
`);
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const pages = {
  'docs/errors.md': errorsPage(source),
  'docs/reference/cli.md': cliPage(source),
  'docs/reference/configuration.md': configurationPage(source),
  'docs/reference/events.md': eventsPage(source),
  'docs/reference/gates.md': gatesPage(source),
  'docs/reference/openapi.json': `${JSON.stringify(source.openApiDocument(version), null, 1)}\n`,
  'docs/reference/packs.md': packsPage(source),
  'docs/reference/plugins.md': pluginsPage(source),
  'docs/reference/policy.schema.json': `${JSON.stringify(source.policyJsonSchema(), null, 1)}\n`,
  'docs/reference/roles.md': rolesPage(source),
};
const check = process.argv.includes('--check');
const stale = [];
for (const [path, text] of Object.entries(pages)) {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
  stale.push(path);
  if (check) continue;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
if (check && stale.length > 0) {
  process.stderr.write(`stale: ${stale.join(', ')}: run \`npm run generate\`\n`);
  process.exit(1);
}
process.stdout.write(
  check
    ? `generated: ${Object.keys(pages).length} pages are current\n`
    : `written: ${stale.join(', ') || 'nothing to do'}\n`,
);
