/** The elements of both lists: what the gate calls them, and what to do where one is missing. */
export const common = {
  'sbom-author': ['author', 'Name the organisation that answers for the SBOM; the tool is another field.'],
  'sbom-timestamp': ['timestamp', 'State when the SBOM was made, in a form that machines read, and not in the future.'],
  'sbom-supplier': ['supplier', 'State who makes each component, or that it is not known.'],
  'sbom-name-and-version': [
    'componentName,version',
    'Give each component its name and version, or state that the version is not known.',
  ],
  'sbom-identifier': ['identifier', 'Give each component a package URL or a CPE, so that others can find it.'],
  'sbom-dependencies': ['dependencies', 'State what each component depends on or belongs to.'],
} as const;

/** The elements that only the list of 2026 has. */
export const later = {
  'sbom-signature': ['signature', 'Sign the SBOM, and tell those who get it whose key or identity it is.'],
  'sbom-format': ['format', 'Write a current version of SPDX or CycloneDX, and state which.'],
  'sbom-context': [
    'context',
    'State whether the SBOM was made before, while or after building (CycloneDX: metadata.lifecycles).',
  ],
  'sbom-tool': ['tool', 'Record the tool that made the SBOM, with its version.'],
  'sbom-serial': [
    'serial',
    'Give each SBOM a serial number or name space of its own, and a new version when it changes.',
  ],
  'sbom-hash': ['digest', 'Record a hash of each component with its algorithm, as it was when it was built in.'],
  'sbom-license': ['license', 'State the license of each component as an SPDX expression, or that it is not known.'],
} as const;
