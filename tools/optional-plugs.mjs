/** Plugs of the CycloneDX library for XML and validation: it loads them only when asked for, and we never ask. */
export const optionalPlugs = ['xmlbuilder2', 'libxmljs2', 'ajv-formats-draft2019'];
