/**
 * Is this the package.json of an installed package, and not one that lies inside it (a test fixture, `esm/package.json`)?
 * Installed means: directly in a `node_modules` folder (or a scope folder of it), in Debian's `nodejs` folders, or
 * yarn's own folder in the official Node images.
 */
export function isInstalledManifest(path: string): boolean {
  return installedPath.test(path);
}

/**
 * The project folder that a lock file speaks for; null when npm would not use it: it ignores lock files that were
 * published inside a package.
 */
export function lockedProject(path: string): string | null {
  const folder = path.slice(0, path.lastIndexOf('/'));
  const hidden = path.endsWith('/node_modules/.package-lock.json');
  const project = hidden ? folder.slice(0, -'/node_modules'.length) : folder;
  return /\/node_modules(?:\/|$)/.test(project) ? null : project;
}

const packageFolder = '(?:@[^/]+/)?[^@/][^/]*/package\\.json$';
const installedPath = new RegExp(
  `/node_modules/${packageFolder}|^/usr/(?:share|lib(?:/[^/]+)?)/nodejs/${packageFolder}|^/opt/yarn-v[^/]+/package\\.json$`,
);
