import type { Distro } from '@gantry/core';
import { printPurl } from '@gantry/core/purl';

/** How a package manager's packages are named in package URLs. */
export interface DistroPurlParts {
  readonly type: string;
  readonly name: string;
  readonly version: string;
  readonly distro: Distro | null;
  /** Qualifiers; empty and absent ones are left out. */
  readonly qualifiers: Readonly<Record<string, string | number | null | undefined>>;
}

/**
 * The package URL of a distro package as purl-spec and Syft write it: the distro is the namespace and, with its
 * version, the `distro` qualifier. An image whose distro uses another package manager says nothing about this one.
 */
export function distroPurl(parts: DistroPurlParts): string | null {
  const { type, name, version, distro } = parts;
  const fits = distro !== null && usesManager(distro, type);
  const qualifiers: Record<string, string> = {};
  for (const [key, value] of Object.entries(parts.qualifiers)) {
    if (value !== null && value !== undefined && value !== '') qualifiers[key] = String(value);
  }
  if (fits) qualifiers['distro'] = distro.version ? `${distro.id}-${distro.version}` : distro.id;
  return flat(printPurl({ type, namespace: fits ? purlNamespace(distro.id) : undefined, name, version, qualifiers }));
}

/** V8 keeps a joined text as a tree of its parts until somebody looks into it: 300 bytes more for each purl. */
function flat(text: string | null): string | null {
  text?.charCodeAt(0);
  return text;
}

/** A distro that nobody here knows may use any package manager. */
function usesManager(distro: Distro, type: string): boolean {
  const known = [distro.id, ...distro.idLike].map((id) => managers.get(id)).filter((manager) => manager !== undefined);
  return known.length === 0 || known.includes(type);
}

const managers: ReadonlyMap<string, string> = new Map([
  ...['alpine', 'chainguard', 'postmarketos', 'wolfi'].map((id) => [id, 'apk'] as const),
  ...['debian', 'ubuntu'].map((id) => [id, 'deb'] as const),
  ...[
    'amzn',
    'azurelinux',
    'centos',
    'fedora',
    'mariner',
    'openEuler',
    'opensuse',
    'photon',
    'rhel',
    'sles',
    'suse',
  ].map((id) => [id, 'rpm'] as const),
  ['arch', 'alpm'],
]);

function purlNamespace(id: string): string {
  if (id === 'rhel') return 'redhat';
  return id.startsWith('opensuse') ? 'opensuse' : id;
}
