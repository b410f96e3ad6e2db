// Go programs: the modules that `go version -m` lists, each replaced one under the name of its replacement.

/** Rows for the standard library, the main module and the modules it was built from. */
export function goRows(programs, modules) {
  const own = programs.flatMap(({ path, go, main_module: name, main_version: version }) => [
    { path, name: 'stdlib', version: go },
    ...(name === '' ? [] : [{ path, name, version }]),
  ]);
  const rows = [];
  for (const { path, kind, module, version } of modules) {
    if (kind === 'dep') rows.push({ path, name: module, version });
    // A folder of the same working copy: the module keeps its name and has no version.
    else if (module.startsWith('.')) rows.push({ ...rows.pop(), version: '' });
    else rows.splice(-1, 1, { path, name: module, version });
  }
  return [...own, ...rows];
}

/**
 * A program built from a working copy has no version. One that its linker flags name is as true, and so is one made of its commit.
 * `UNKNOWN` is neither: who compares versions takes it for one.
 */
export function alignGo(found, programs) {
  const working = new Map(
    programs.filter((one) => one.main_version === '(devel)').map((one) => [`${one.path}\t${one.main_module}`, one]),
  );
  return found.map((row) => {
    const program = working.get(`${row.path}\t${row.name}`);
    if (program === undefined) return row;
    return isTrue(row.version, program) ? { ...row, version: '(devel)' } : row;
  });
}

function isTrue(version, { ldflags, vcs_revision: revision }) {
  if (version === '' || version === '(devel)') return true;
  const commit = /-([0-9a-f]{12})(?:\+dirty)?$/.exec(version)?.[1];
  return commit === undefined ? ldflags.includes(version.replace(/^v/, '')) : revision.startsWith(commit);
}
