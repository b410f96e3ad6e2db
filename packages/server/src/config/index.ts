export type { Config } from './config.ts';
export { configErrors } from './errors.ts';
export type { ConfigOption } from './option.ts';
export { type ConfigKey, options } from './options.ts';
export { type ConfigSources, readConfig } from './read.ts';
