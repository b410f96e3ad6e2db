import type { Distro } from '@gantry/core';

/** Trivy and others name the distro only in the qualifiers of package URLs: `distro=debian-12.4`. */
export function distroOfPurls(packages: readonly { readonly purl: string | null }[]): Distro | null {
  for (const pkg of packages) {
    const text = /[?&]distro=([\w.%-]{1,100})/.exec(pkg.purl ?? '')?.[1];
    const parts = text
      ? /^([a-z_]+(?:-[a-z]+)?)-([\w.]+)$/.exec(decodeURIComponent(text.replace(/%(?![0-9a-fA-F]{2})/g, '')))
      : null;
    if (parts?.[1])
      return { id: parts[1], version: parts[2] ?? null, idLike: [], name: null, prettyName: null, codename: null };
  }
  return null;
}
