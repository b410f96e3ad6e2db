export {
  type Config,
  type ConfigKey,
  type ConfigOption,
  options as configOptions,
  readConfig,
} from './config/index.ts';
export { type BuiltPrograms, type RunningServer, type StartOptions, startServer } from './start-server.ts';
