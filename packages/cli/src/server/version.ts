import { versionCheck } from '@gantry/contract/system';
import { type Calling, withServer } from './session.ts';

/** The versions that a server states: its own where it does, else the level of the API that it speaks. */
export function askVersion(calling: Calling) {
  return withServer(
    calling,
    async (client) => {
      const reply = await client.call(versionCheck);
      const { gantry_version: own } = (reply.service ?? {}) as { readonly gantry_version?: unknown };
      return {
        version: typeof own === 'string' ? own : reply.service?.version,
        api: reply.service?.version,
        database: reply.db?.schema_version,
      };
    },
    { anonymous: true, retries: 0, patience: 5000 },
  );
}
