import manifest from '../../package.json' with { type: 'json' };

/** The version of this Gantry. */
export const toolVersion: string = manifest.version;
