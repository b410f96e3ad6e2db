// What is wrong with the folders and the registry of one kind of plugin.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Looks through `folder` below `root`: every plugin is registered, in alphabetical order, has a declaration of at most
 * `declarationLines` lines, a test (its own, or the file `testedBy` for all of them; none where `untested`) and a readme.
 */
export function folderProblems(root, { kind, folder, declarationLines = 60, testedBy = null, untested = false }) {
  const registered = registeredIn(readFileSync(join(root, folder, 'registry.ts'), 'utf8'));
  const names = pluginsIn(join(root, folder));
  const needsTest = !untested && !(testedBy !== null && existsSync(join(root, testedBy)));
  const problems = names.flatMap((name) => [
    ...(registered.includes(name) ? [] : [`${folder}/${name}: this ${kind} is not in the registry`]),
    ...pluginProblems(`${folder}/${name}`, { root, declarationLines, needsTest }),
  ]);
  if (names.length === 0) problems.push(`${folder}: no ${kind} at all`);
  if (!isSorted(registered)) problems.push(`${folder}/registry.ts: not in alphabetical order`);
  return { count: names.length, problems };
}

function registeredIn(registry) {
  return [...registry.matchAll(/from '\.\/([^/']+)\/index\.ts'/g)].map(([, name]) => name);
}

/** Folders that begin with `_` are what plugins share. */
function pluginsIn(path) {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
    .map((entry) => entry.name);
}

function pluginProblems(path, { root, declarationLines, needsTest }) {
  const files = readdirSync(join(root, path), { recursive: true });
  if (!files.includes('index.ts')) return [`${path}: no index.ts`];
  const lines = readFileSync(join(root, path, 'index.ts'), 'utf8').split('\n').length;
  return [
    ...(lines > declarationLines
      ? [`${path}/index.ts: ${lines} lines; a declaration has at most ${declarationLines}`]
      : []),
    ...(needsTest && !files.some((file) => /\.test\.ts$/.test(file)) ? [`${path}: no test`] : []),
    ...(files.some((file) => /^readme\.md$/i.test(file)) ? [] : [`${path}: no readme.md`]),
  ];
}

/** By code units, or with the numbers in names by their value, as the linter orders imports. */
function isSorted(names) {
  const byNumbers = (one, other) => one.localeCompare(other, 'en', { numeric: true });
  return [[...names].sort(), [...names].sort(byNumbers)].some((sorted) => sorted.join() === names.join());
}
