export { type MigrationStep, migrations } from './registry.ts';
