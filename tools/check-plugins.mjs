// For each kind of plugin: every folder is registered, in alphabetical order, has a declaration, a test and a readme.
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const kinds = [
  { kind: 'cataloger', folder: 'packages/sbom/src/catalogers' },
  { kind: 'source', folder: 'packages/sbom/src/sources' },
  // One table of formats runs every test over all of them.
  { kind: 'format', folder: 'packages/sbom/src/formats', testedBy: 'packages/sbom/src/formats/formats.test.ts' },
  { kind: 'feed', folder: 'packages/vulns/src/feeds' },
  { kind: 'matcher', folder: 'packages/vulns/src/matchers' },
  { kind: 'version scheme', folder: 'packages/core/src/versions' },
  { kind: 'gate', folder: 'packages/policy/src/gates' },
  { kind: 'pack', folder: 'packages/policy/src/packs', declarationLines: 400 },
];

const problems = [];
let count = 0;
for (const { kind, folder, declarationLines = 60, testedBy = null } of kinds) {
  const registry = readFileSync(`${folder}/registry.ts`, 'utf8');
  const registered = [...registry.matchAll(/from '\.\/([^/']+)\/index\.ts'/g)].map(([, name]) => name);
  const folders = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
    .map((entry) => entry.name);
  if (folders.length === 0) problems.push(`${folder}: no ${kind} at all`);
  for (const name of folders) check({ kind, path: `${folder}/${name}`, name, registered, declarationLines, testedBy });
  const sorted = [...registered].sort();
  if (registered.join() !== sorted.join()) problems.push(`${folder}/registry.ts: not in alphabetical order`);
  count += folders.length;
}
if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}\n`);
  process.exit(1);
}
process.stdout.write(`plugins: ${count} folders, all registered\n`);

function check({ kind, path, name, registered, declarationLines, testedBy }) {
  if (!registered.includes(name)) problems.push(`${path}: this ${kind} is not in the registry`);
  const index = `${path}/index.ts`;
  if (!existsSync(index)) return problems.push(`${path}: no index.ts`);
  const lines = readFileSync(index, 'utf8').split('\n').length;
  if (lines > declarationLines)
    problems.push(`${index}: ${lines} lines; a declaration has at most ${declarationLines}`);
  const files = readdirSync(path, { recursive: true });
  const tested = files.some((file) => /\.test\.ts$/.test(file)) || (testedBy !== null && existsSync(testedBy));
  if (!tested && kind !== 'pack') problems.push(`${path}: no test`);
  if (!files.some((file) => /^readme\.md$/i.test(file))) problems.push(`${path}: no readme.md`);
}
