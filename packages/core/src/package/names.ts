/**
 * The name under which a registry regards two spellings as one package. PyPI: PEP 503. NuGet and Packagist: no case.
 * npm and Maven keep case (old npm names have capitals, and they differ).
 */
export function canonicalName(ecosystem: string, name: string): string {
  switch (ecosystemFamily(ecosystem)) {
    case 'PyPI':
      return name.toLowerCase().replace(/[-_.]+/g, '-');
    case 'NuGet':
    case 'Packagist':
      return name.toLowerCase();
    default:
      return name;
  }
}

/** `Debian` of `Debian:12`, `Ubuntu` of `Ubuntu:22.04:LTS`. */
export function ecosystemFamily(ecosystem: string): string {
  const colon = ecosystem.indexOf(':');
  return colon < 0 ? ecosystem : ecosystem.slice(0, colon);
}
