// What is in an image, from the tables that dpkg, rpm, Python, Go and others wrote about it: rows of path, name and version.
import { pythonName } from './found.mjs';
import { alignGo, goRows } from './go.mjs';
import { alignJava, javaRows } from './java.mjs';
import { readTable } from './tsv.mjs';

const kindOfEcosystem = {
  apk: 'apk',
  cargo: 'rust',
  composer: 'composer',
  deb: 'deb',
  gem: 'gem',
  go: 'go',
  npm: 'npm',
  nuget: 'nuget',
  pypi: 'python',
};

/**
 * The kinds that the tables of `folder` tell about, each with its rows and `align`, which brings found rows to the same terms;
 * and `isDeclared`: does the path only declare packages (a lock file, the manifest of a project), which no table of installed ones judges?
 */
export function oracleOf(folder) {
  const listed = readTable(folder, 'packages.tsv');
  const jars = readTable(folder, 'jars.tsv');
  const kinds =
    listed === undefined ? tableKinds(folder) : listedKinds(withDpkg(listed, readTable(folder, 'dpkg.tsv')));
  if (jars !== undefined) kinds.push({ kind: 'java', rows: javaRows(jars), align: (found) => alignJava(found, jars) });
  const locks = new Set((readTable(folder, 'lockfiles.tsv') ?? []).map(({ path }) => path));
  return { kinds, isDeclared: (path) => locks.has(path) || isProjectManifest(path) };
}

/** A table of all ecosystems: the images made by hand have it. */
function listedKinds(listed) {
  const byKind = groupBy(listed, kindOf);
  return [...byKind]
    .filter(([kind]) => kind !== undefined)
    .map(([kind, packages]) => ({ kind, rows: packages.map((row) => listedRow(kind, row)), align: asIs }));
}

/** What dpkg itself says about its database stands above the list. */
function withDpkg(listed, dpkg) {
  const said = debRows(dpkg, undefined) ?? [];
  const rest = said.length === 0 ? listed : listed.filter(({ path }) => path !== said[0].path);
  return [...rest, ...said.map((row) => ({ ecosystem: 'deb', ...row }))];
}

function listedRow(kind, { name, version, path }) {
  if (kind === 'python') return { path: pythonPath(path), name: pythonName(name), version };
  return { path, name, version };
}

function tableKinds(folder) {
  const found = [
    ['deb', debRows(readTable(folder, 'dpkg.tsv'), readTable(folder, 'status-d.tsv'))],
    ['rpm', readTable(folder, 'rpm.tsv')?.map(rpmRow)],
    ['npm', readTable(folder, 'npm.tsv')?.map(({ path, name, version }) => ({ path, name, version }))],
    ['python', readTable(folder, 'pip.tsv')?.map(pipRow)],
    ['rust', readTable(folder, 'rustbins.tsv')?.map(({ path, crate, version }) => ({ path, name: crate, version }))],
  ];
  const kinds = found.filter(([, rows]) => rows !== undefined).map(([kind, rows]) => ({ kind, rows, align: asIs }));
  const programs = readTable(folder, 'gobins.tsv');
  if (programs === undefined) return kinds;
  const rows = goRows(programs, readTable(folder, 'gomods.tsv') ?? []);
  return [...kinds, { kind: 'go', rows, align: (rowsFound) => alignGo(rowsFound, programs) }];
}

/** Packages whose files are there; one that was removed and left its configuration is not installed. */
function debRows(dpkg, statusD) {
  if (dpkg === undefined && statusD === undefined) return undefined;
  const installed = (dpkg ?? []).filter(({ status }) => status !== 'config-files' && status !== 'not-installed');
  return [
    ...installed.map((row) => ({ path: 'var/lib/dpkg/status', name: row.package, version: row.version })),
    ...(statusD ?? []).map((row) => ({
      path: `var/lib/dpkg/status.d/${row.package}`,
      name: row.package,
      version: row.version,
    })),
  ];
}

/** rpm does not say in which file of its database a package stands, so the path is the database. */
function rpmRow({ name, epoch, version, release, arch }) {
  const number = epoch === '' || epoch === '0' || epoch === '(none)' ? '' : `${epoch}:`;
  return {
    path: 'rpm database',
    name: arch === '' ? name : `${name}.${arch}`,
    version: `${number}${version}-${release}`,
  };
}

function pipRow({ name, version, path }) {
  return { path: pythonPath(path), name: pythonName(name), version };
}

/** A distribution is its folder, not the file in it that was read. */
function pythonPath(path) {
  return path.replace(/\/(?:METADATA|PKG-INFO)$/, '');
}

function isProjectManifest(path) {
  return path.endsWith('/package.json') && !path.includes('node_modules/') && !path.startsWith('usr/');
}

function kindOf({ ecosystem }) {
  return kindOfEcosystem[ecosystem];
}

function asIs(rows) {
  return rows;
}

function groupBy(rows, keyOf) {
  const groups = new Map();
  for (const row of rows) {
    const key = keyOf(row);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}
