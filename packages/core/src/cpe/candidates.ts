import { knownProducts } from './known-products.ts';
import { printCpe } from './print.ts';

/** What is known of a package when its CPE names are guessed. */
export interface CpeHints {
  /** A package kind of `core/package`. */
  readonly kind: string;
  /** The full name, as the package states it: `@scope/name`, `vendor/name`, `group:artifact`, a Go module path. */
  readonly name: string;
  readonly version: string | null;
  /** For distro packages: the source package, under whose name the product may be better known. */
  readonly source?: string | undefined;
}

/**
 * CPE 2.3 candidates of a package, best first, at most four. A known product (`knownProducts`) gives its own names only;
 * otherwise the name's owner part (scope, Composer vendor, Maven group, Go organisation), the name itself and
 * `<name>_project`, the dictionary's habit for projects without a company, stand in as vendor. They are guesses: matching by
 * CPE is the low-confidence tier.
 */
export function cpeCandidates(hints: CpeHints): string[] {
  const pairs = knownPairs(hints) ?? guessedPairs(hints);
  const target = targets.get(hints.kind) ?? '*';
  return pairs
    .slice(0, maxCandidates)
    .map(([vendor, product]) => printCpe({ vendor, product, version: hints.version, targetSoftware: target }));
}

type Pair = readonly [vendor: string, product: string];

const maxCandidates = 4;
const maxName = 200;

/** The `target_sw` that the dictionary uses for a kind's products. */
const targets: ReadonlyMap<string, string> = new Map([
  ['cargo', 'rust'],
  ['gem', 'ruby'],
  ['golang', 'go'],
  ['npm', 'node.js'],
  ['nuget', '.net'],
  ['pypi', 'python'],
]);

const distroKinds: ReadonlySet<string> = new Set(['apk', 'deb', 'rpm']);

function knownPairs({ kind, name, source }: CpeHints): Pair[] | undefined {
  const keys = distroKinds.has(kind)
    ? [`*:${name}`, `*:${source ?? name}`]
    : [`${kind}:${name}`, `${kind}:${name.toLowerCase()}`];
  const known = keys.map((key) => knownProducts.get(key)).find((products) => products !== undefined);
  return known?.map((pair) => {
    const colon = pair.indexOf(':');
    return [pair.slice(0, colon), pair.slice(colon + 1)];
  });
}

function guessedPairs({ kind, name }: CpeHints): Pair[] {
  const { owner, product } = nameParts(kind, name.slice(0, maxName));
  if (product === '') return [];
  const own: Pair[] = [[product, product]];
  if (!distroKinds.has(kind)) own.push([`${product}_project`, product]);
  return owner && owner !== product ? [[owner, product], ...own] : own;
}

function nameParts(kind: string, name: string): { owner: string; product: string } {
  switch (kind) {
    case 'maven':
      return mavenParts(name);
    case 'golang':
      return golangParts(name);
    case 'composer':
    case 'npm': {
      const slash = name.indexOf('/');
      return { owner: name.slice(0, Math.max(0, slash)).replace(/^@/, ''), product: name.slice(slash + 1) };
    }
    default:
      return { owner: '', product: name };
  }
}

/** `org.apache.logging.log4j:log4j-core`: the second label of a group is its owner. */
function mavenParts(name: string): { owner: string; product: string } {
  const colon = name.indexOf(':');
  const labels = name.slice(0, Math.max(0, colon)).split('.');
  return { owner: labels[1] ?? labels[0] ?? '', product: name.slice(colon + 1) };
}

/** `github.com/org/repo/v2`: the organisation and the repository; elsewhere the last part. */
function golangParts(name: string): { owner: string; product: string } {
  const parts = name.split('/').filter((part) => !/^v\d+$/.test(part));
  const [host = '', owner = '', repository] = parts;
  if (repository !== undefined && /^(?:github|gitlab|bitbucket)\./.test(host)) return { owner, product: repository };
  return { owner: parts.length > 2 ? owner : '', product: parts.at(-1) ?? '' };
}
