import type { Package } from '@gantry/core';
import type { AdvisoryStore } from '../store/types.ts';
import type { Recognised } from './recognise-product.ts';

/**
 * Packages in a distribution's format that the project behind the product builds and maintains itself. `mark` tells them from the
 * distribution's own by what only theirs carry: a word in the version, or a name that no distribution uses.
 */
interface UpstreamBuild {
  readonly product: string;
  readonly name: RegExp;
  readonly mark: RegExp | null;
}

const builds: readonly UpstreamBuild[] = [
  { product: 'docker-engine', name: /^docker-ce$/, mark: null },
  { product: 'eclipse-temurin', name: /^temurin-\d+-(?:jdk|jre)$/, mark: null },
  { product: 'mongodb', name: /^mongodb-org-server$/, mark: null },
  { product: 'mysql', name: /^mysql-community-server$/, mark: null },
  { product: 'nodejs', name: /^nodejs$/, mark: /nodesource/ },
  { product: 'postgresql', name: /^postgresql-?\d+(?:-server)?$/, mark: /pgdg/i },
];

/** The product of a package from a project's own repository; null for what the distribution maintains. */
export function upstreamBuild(pkg: Package, store: AdvisoryStore): Recognised | null {
  const { name, version } = pkg;
  if (version === null) return null;
  const build = builds.find((one) => one.name.test(name) && one.mark?.test(version) !== false);
  if (!build || store.product(build.product) === null) return null;
  return { product: build.product, version: upstreamVersion(version), how: 'purl' };
}

/** Without the epoch. What packaging appends stands behind the numbers that a cycle is chosen by. */
function upstreamVersion(version: string): string {
  return version.replace(/^\d+:/, '');
}
