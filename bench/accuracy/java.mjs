// Java archives. An archive says in its pom.properties which packages it is or was shaded from; many say nothing of the kind.

/**
 * One row for each package stated, and one with the name `*` for an archive that is none of these itself, by its manifest, or that states
 * none: whatever one package is listed there is it.
 */
export function javaRows(jars) {
  return jars.flatMap((jar) => {
    const stated = statedIn(jar);
    return isItself(jar, stated) === 'no' ? [...stated, unnamed(jar.path)] : stated;
  });
}

/**
 * Brings found packages to those terms: the first package that an archive does not state becomes `*`. Where nothing but the file's name
 * tells what an archive is besides the packages it states, that package is left out of the count.
 */
export function alignJava(found, jars) {
  const archives = new Map(jars.map((jar) => [jar.path, archiveOf(jar)]));
  return found.flatMap((row) => {
    const archive = archives.get(row.path);
    if (archive === undefined) return [row];
    const stated = archive.stated.find((one) => isSame(one, row));
    if (stated !== undefined) return [stated];
    if (archive.itself === 'yes') return [row];
    const expected = archive.itself === 'no';
    archive.itself = 'yes';
    return expected ? [unnamed(row.path)] : [];
  });
}

function archiveOf(jar) {
  const stated = statedIn(jar);
  return { stated, itself: isItself(jar, stated) };
}

/** pom.properties without a group leave it open. */
function isSame(stated, { name, version }) {
  const artifact = stated.name.startsWith(':') ? `:${name.split(':').at(-1)}` : name;
  return stated.name === artifact && stated.version === version;
}

/**
 * Is one of the packages stated the archive itself? By the version or the name of its manifest, or by the name of the file; an archive of
 * several has a manifest mixed from theirs, so there the name of the file decides.
 */
function isItself(jar, stated) {
  const mixed = stated.length > 1;
  const versions = mixed ? [] : [jar.impl_version, jar.bundle_version].filter((version) => version !== '');
  const names = [...(mixed ? [] : [jar.bundle_name, jar.impl_title]), stem(jar.path)].map(plain).filter(Boolean);
  const isNamed = ({ name, version }) => {
    const artifact = plain(name.split(':')[1]);
    return versions.includes(version) || names.some((one) => one.includes(artifact) || artifact.includes(one));
  };
  if (stated.some(isNamed)) return 'yes';
  return stated.length === 0 || versions.length > 0 ? 'no' : 'unsure';
}

function statedIn({ path, pom_properties: stated }) {
  if (stated === '') return [];
  return stated.split(',').map((text) => {
    const [group, artifact, version] = text.split(':');
    return { path, name: `${group}:${artifact}`, version };
  });
}

function unnamed(path) {
  return { path, name: '*', version: '' };
}

function stem(path) {
  return path.replace(/^.*\//, '').replace(/(?:-\d.*)?\.\w+$/, '');
}

function plain(name) {
  return name.toLowerCase().replace(/[^a-z]/g, '');
}
