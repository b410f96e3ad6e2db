// Reads every import through dependency-cruiser and compares it with the map in rooms.mjs. Prints the offending arrow.
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { cruise } from 'dependency-cruiser';
import { rooms, workspaces } from './rooms.mjs';

const isTest = (path) => /\.(test|integration)\.ts$/.test(path) || /(^|\/)testing\//.test(path);
/** Node's doors to disk, network and archives: only io opens them. */
const doors = new Set(['fs', 'fs/promises', 'http', 'https', 'http2', 'net', 'tls', 'zlib', 'dgram', 'child_process']);

const problems = [];
const result = await cruise(
  Object.keys(workspaces).map((name) => `packages/${name}/src`),
  {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/fixtures/|/dist/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { conditionNames: ['source', 'import', 'default'], exportsFields: ['exports'] },
  },
);
const modules = result.output.modules.filter((module) => module.source.startsWith('packages/'));
if (modules.length < 150) problems.push(`only ${modules.length} modules were read: the check saw less than the house`);

for (const module of modules) {
  for (const dependency of module.dependencies) checkArrow(module.source, dependency);
}
for (const cycle of findCycles(modules)) problems.push(`cycle: ${cycle}`);
for (const name of Object.keys(workspaces)) checkDeclared(name);

if (problems.length > 0) {
  process.stderr.write(
    `${[...new Set(problems)].sort().join('\n')}\n${problems.length} arrows that the map does not have\n`,
  );
  process.exit(1);
}
process.stdout.write(`rooms: ${modules.length} modules, every arrow is on the map\n`);

function checkArrow(source, dependency) {
  const from = place(source);
  if (!from) return;
  const door = dependency.module.replace(/^node:/, '');
  if (builtinModules.includes(door)) return checkDoor(source, from, door);
  const to = place(dependency.resolved);
  if (!to) {
    if (dependency.couldNotResolve) problems.push(`${source} imports ${dependency.module}, which does not resolve`);
    return;
  }
  if (to.workspace !== from.workspace) return checkWorkspace(source, from, to, dependency);
  if (isTest(source) || (source.endsWith('/index.ts') && from.room === '.')) return;
  if (!mayEnter(from, to)) problems.push(`${source} (${from.room}) may not import ${dependency.resolved} (${to.room})`);
}

function checkDoor(source, from, door) {
  if (isTest(source) || from.workspace === 'io') return;
  if (doors.has(door)) problems.push(`${source} opens node:${door}: only packages/io may`);
  if (from.workspace === 'core' || from.workspace === 'policy')
    problems.push(`${source} uses node:${door}: ${from.workspace} runs anywhere`);
}

function checkWorkspace(source, from, to, dependency) {
  if (!workspaces[from.workspace].includes(to.workspace)) {
    problems.push(`${source}: ${from.workspace} may not import ${to.workspace}`);
  }
  if (dependency.module.startsWith('.')) problems.push(`${source} reaches into ${to.workspace} by a relative path`);
  if (to.room === 'testing' && !isTest(source)) problems.push(`${source} uses the testing door of ${to.workspace}`);
}

function mayEnter(from, to) {
  if (from.room === to.room && from.plugin === to.plugin) return true;
  const allowed = rooms[from.workspace][from.room];
  if (!allowed) return false;
  if (allowed.includes('*')) return true;
  if (to.room === '.') return allowed.includes('.') || (allowed.includes('.errors') && to.file === 'errors.ts');
  return allowed.includes(to.room);
}

/** Workspace, room and plugin of a file, or null outside the packages. */
function place(path) {
  const match = /^packages\/([^/]+)\/src\/(.+)$/.exec(path);
  if (!match) return null;
  const [, workspace, rest] = match;
  const folders = rest.split('/');
  const file = folders.pop();
  const map = rooms[workspace] ?? {};
  if (folders.length === 0) return { workspace, room: '.', plugin: '', file };
  for (let depth = folders.length; depth > 0; depth--) {
    const exact = folders.slice(0, depth).join('/');
    if (exact in map) return { workspace, room: exact, plugin: '', file };
    const wild = [...folders.slice(0, depth - 1), '*'].join('/');
    if (depth > 1 && wild in map) return { workspace, room: wild, plugin: folders[depth - 1], file };
  }
  problems.push(`${path} lies in no room: draw it in tools/rooms.mjs`);
  return null;
}

function findCycles(all) {
  return all.flatMap((module) =>
    module.dependencies
      .filter((dependency) => dependency.circular && !dependency.dependencyTypes.includes('type-only'))
      .map((dependency) => [module.source, ...dependency.cycle.map((step) => step.name)].join(' -> '))
      .filter((text) => !text.includes('.test.ts')),
  );
}

/** Hoisting resolves undeclared workspaces and libraries: compare what is imported with package.json. */
function checkDeclared(name) {
  const manifest = JSON.parse(readFileSync(`packages/${name}/package.json`, 'utf8'));
  const declared = new Set(Object.keys(manifest.dependencies ?? {}));
  for (const file of readdirSync(`packages/${name}/src`, { recursive: true })) {
    if (!/\.ts$/.test(file) || isTest(file) || file.includes('fixtures')) continue;
    const text = readFileSync(`packages/${name}/src/${file}`, 'utf8');
    for (const [, wanted] of text.matchAll(/^(?:import|export)[^'"]*?from\s+'([^'.][^']*)'/gm)) {
      if (wanted.startsWith('node:')) continue;
      const library = wanted
        .split('/')
        .slice(0, wanted.startsWith('@') ? 2 : 1)
        .join('/');
      if (!declared.has(library))
        problems.push(`packages/${name}/src/${file} imports ${library}, which its package.json does not declare`);
    }
  }
}
