import { scanXml } from './scan-xml.ts';

/** What a pom.xml says about the project itself, properties filled in. */
export interface PomProject {
  readonly group: string | null;
  readonly artifact: string | null;
  readonly version: string | null;
  readonly licenses: readonly string[];
  /** The text with its `${...}` filled in from this pom; null when one of them is not defined here. */
  readonly fill: (text: string) => string | null;
  /** False when the XML ends early or is not well formed: what was read before that counts. */
  readonly complete: boolean;
}

const longestValue = 512;
const mostLicenses = 20;

/** Reads a pom.xml (Maven POM reference, model 4.0.0): coordinates, those of the parent, properties, licences. */
export function parsePom(bytes: Uint8Array): PomProject {
  const values = new Map<string, string>();
  const licenses: string[] = [];
  let license = new Map<string, string>();
  const complete = scanXml(Buffer.from(bytes).toString('utf8'), (path, text) => {
    if (path[0] !== 'project' || path.length > 4) return;
    if (path[1] === 'licenses' && path[2] === 'license') {
      if (path.length === 4) license.set(path[3] ?? '', text);
      else {
        licenses.push((license.get('name') || license.get('url') || '').slice(0, longestValue));
        license = new Map();
      }
      return;
    }
    const key = valueKey(path);
    if (key && !values.has(key)) values.set(key, text.slice(0, longestValue));
  });
  const fill = (text: string) => fillIn(text, values);
  const own = (name: string) => filled(values.get(`project.${name}`), fill);
  return {
    group: own('groupId') ?? filled(values.get('project.parent.groupId'), fill),
    artifact: own('artifactId'),
    version:
      own('version') ?? (values.has('project.version') ? null : filled(values.get('project.parent.version'), fill)),
    licenses: licenses.filter((text) => text !== '').slice(0, mostLicenses),
    fill,
    complete,
  };
}

/** Under which name a text may be asked for in `${...}`; null for texts that are of no use. */
function valueKey(path: readonly string[]): string | null {
  const [, first, second] = path;
  if (path.length === 2 && (first === 'groupId' || first === 'artifactId' || first === 'version'))
    return `project.${first}`;
  if (path.length === 3 && first === 'parent') return `project.parent.${second}`;
  return path.length === 3 && first === 'properties' ? (second ?? null) : null;
}

function filled(text: string | undefined, fill: (text: string) => string | null): string | null {
  return text === undefined || text === '' ? null : fill(text);
}

function fillIn(text: string, values: ReadonlyMap<string, string>): string | null {
  let current = text;
  for (let round = 0; round < 8; round++) {
    if (!current.includes('${')) return current.trim() === '' ? null : current.trim();
    let missing = false;
    current = current.replace(/\$\{([^${}]{1,200})\}/g, (_all, name: string) => {
      const value = lookUp(name.trim(), values);
      missing ||= value === undefined;
      return value ?? '';
    });
    if (missing || current.length > longestValue) return null;
  }
  return null;
}

/** `${project.version}`, its old spellings `${pom.version}` and `${version}`, and what the parent gives to its children. */
function lookUp(name: string, values: ReadonlyMap<string, string>): string | undefined {
  const plain = name.replace(/^(?:project|pom)\./, '');
  return values.get(name) ?? values.get(`project.${plain}`) ?? values.get(`project.parent.${plain}`);
}
