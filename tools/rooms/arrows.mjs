// Compares imports with the map of rooms. Pure: modules as dependency-cruiser lists them, in; a line for each offending arrow, out.
import { builtinModules } from 'node:module';
import { isTest, placeOf } from './place.mjs';

/** Node's doors to disk, network and archives: only io opens them. */
const doors = new Set(['fs', 'fs/promises', 'http', 'https', 'http2', 'net', 'tls', 'zlib', 'dgram', 'child_process']);

/**
 * The arrows that the map does not have. `map.workspaces` and `map.rooms` are those of rooms.mjs; `map.declared` has the libraries that
 * the package.json of each workspace declares.
 */
export function arrowProblems(modules, map) {
  const problems = modules.flatMap((module) => [
    ...placeProblems(module.source, map),
    ...module.dependencies.flatMap((dependency) => problemsOf(module.source, dependency, map)),
    ...cyclesFrom(module),
  ]);
  return [...new Set(problems)].sort();
}

function placeProblems(source, { rooms }) {
  return placeOf(source, rooms)?.room === null ? [`${source} lies in no room: draw it in tools/rooms.mjs`] : [];
}

function problemsOf(source, dependency, map) {
  const from = placeOf(source, map.rooms);
  if (!from?.room) return [];
  const door = dependency.module.replace(/^node:/, '');
  if (builtinModules.includes(door)) return doorProblems(source, from, door);
  return [...declaredProblems(source, from, { dependency, map }), ...roomProblems(source, from, { dependency, map })];
}

function doorProblems(source, from, door) {
  if (isTest(source) || from.workspace === 'io') return [];
  const anywhere = from.workspace === 'core' || from.workspace === 'policy';
  return [
    ...(doors.has(door) ? [`${source} opens node:${door}: only packages/io may`] : []),
    ...(anywhere ? [`${source} uses node:${door}: ${from.workspace} runs anywhere`] : []),
  ];
}

/** Hoisting resolves undeclared workspaces and libraries, so that the program runs here and nowhere else. */
function declaredProblems(source, from, { dependency, map }) {
  if (isTest(source) || /^[./]/.test(dependency.module)) return [];
  const parts = dependency.module.split('/');
  const library = parts.slice(0, parts[0].startsWith('@') ? 2 : 1).join('/');
  if (map.declared[from.workspace]?.has(library)) return [];
  return [`${source} imports ${library}, which its package.json does not declare`];
}

function roomProblems(source, from, { dependency, map }) {
  const to = placeOf(dependency.resolved, map.rooms);
  if (!to) return dependency.couldNotResolve ? [`${source} imports ${dependency.module}, which does not resolve`] : [];
  if (to.workspace !== from.workspace) return workspaceProblems(source, from, { to, dependency, map });
  if (isTest(source) || (source.endsWith('/index.ts') && from.room === '.') || mayEnter(from, to, map)) return [];
  return [`${source} (${from.room}) may not import ${dependency.resolved} (${to.room})`];
}

function workspaceProblems(source, from, { to, dependency, map }) {
  const allowed = map.workspaces[from.workspace]?.includes(to.workspace);
  return [
    ...(allowed ? [] : [`${source}: ${from.workspace} may not import ${to.workspace}`]),
    ...(dependency.module.startsWith('.') ? [`${source} reaches into ${to.workspace} by a relative path`] : []),
    ...(to.room === 'testing' && !isTest(source) ? [`${source} uses the testing door of ${to.workspace}`] : []),
  ];
}

function mayEnter(from, to, { rooms }) {
  if (from.room === to.room && from.plugin === to.plugin) return true;
  const allowed = rooms[from.workspace][from.room];
  if (!allowed) return false;
  if (allowed.includes('*')) return true;
  // `.errors` is the file errors.ts of the house itself.
  if (to.room === '.') return allowed.includes('.') || allowed.includes(`.${to.file.replace(/\.ts$/, '')}`);
  return allowed.some((one) => one === to.room || standsFor(one, to.room, rooms[from.workspace]));
}

/** `kernel/*` stands for all rooms below kernel when the map draws these one by one. */
function standsFor(allowed, room, map) {
  return allowed.endsWith('/*') && !Object.hasOwn(map, allowed) && room?.startsWith(allowed.slice(0, -1)) === true;
}

/** Cycles that exist when the program runs: a step that imports types alone is gone by then. */
function cyclesFrom({ source, dependencies }) {
  return dependencies
    .filter((dependency) => dependency.circular && ![dependency, ...dependency.cycle].some(isTypeOnly))
    .map((dependency) => [source, ...dependency.cycle.map((step) => step.name)].join(' -> '))
    .filter((text) => !text.includes('.test.ts'))
    .map((text) => `cycle: ${text}`);
}

function isTypeOnly({ dependencyTypes }) {
  return dependencyTypes.includes('type-only');
}
