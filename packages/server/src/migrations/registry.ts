import * as foundation from './0001-foundation.ts';

/** One step of the schema. */
export interface MigrationStep {
  readonly name: string;
  readonly up: string;
  readonly down: string;
}

/** Every step, oldest first. */
export const migrations: readonly MigrationStep[] = [
  { name: '0001-foundation', up: foundation.up, down: foundation.down },
];
