import { versionCheck } from '@gantry/contract/system';
import { type Calling, withServer } from './session.ts';

/** The versions that a server states: its own where it does, else the level of the API that it speaks. */
export function askVersion(calling: Calling) {
  return withServer(
    calling,
    async (client) => {
      const reply = await client.call(versionCheck);
      const { gantry } = reply as { readonly gantry?: { readonly version?: unknown } };
      const own = typeof gantry?.version === 'string' ? gantry.version : undefined;
      return {
        version: own ?? reply.service?.version,
        api: reply.service?.version,
        database: reply.db?.schema_version,
      };
    },
    { anonymous: true, retries: 0, patience: 5000 },
  );
}
