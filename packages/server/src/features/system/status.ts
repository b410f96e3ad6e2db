import type { ServiceVersion, StatusResponse, SystemResourceLimitsList } from '@gantry/contract/system';
import { sql } from 'kysely';
import { systemErrors } from './errors.ts';
import { advisoriesInShort, apiLevel, type SystemKit } from './process.ts';

/** Milliseconds in which the database has to answer. */
const patience = 10_000;

/** SYSTEM_UNHEALTHY when the database does not answer. */
export async function requireHealth({ platform }: SystemKit): Promise<void> {
  const answer = sql`select 1`.execute(platform.db).then(
    () => 'up' as const,
    (cause: unknown) => ({ cause }),
  );
  const outcome = await Promise.race([answer, silence()]);
  if (outcome === 'up') return;
  if (outcome === 'silence') throw systemErrors.UNHEALTHY({ because: 'the database does not answer' });
  throw systemErrors.UNHEALTHY({ because: 'the database fails' }, outcome);
}

/** The state of this process. */
export async function status(kit: SystemKit): Promise<StatusResponse> {
  const { platform, facts } = kit;
  await requireHealth(kit);
  const advisories = advisoriesInShort(facts);
  const jobs = await platform.queue.counts();
  return {
    available: true,
    busy: jobs.some(({ running }) => running > 0),
    up: true,
    message: advisories === null ? 'no advisories are loaded yet: nothing is evaluated' : 'all good',
    version: apiLevel,
    db_version: facts.schemaVersion,
    detail: { gantry_version: platform.version, role: facts.role, host_id: platform.hostId, advisories, jobs },
  };
}

/** What clients decide on how to speak with us. */
export function version({ platform, facts }: SystemKit): ServiceVersion {
  return {
    service: { version: apiLevel, gantry_version: platform.version },
    api: { version: '2' },
    db: { schema_version: facts.schemaVersion },
  };
}

/** How many things there are. Gantry sets no limits. */
export async function resourceLimits({ platform }: SystemKit): Promise<SystemResourceLimitsList> {
  const { rows } = await sql<Record<'images' | 'accounts' | 'users', string>>`select
    (select count(*)::text from image) as images,
    (select count(*)::text from account where state <> 'deleting') as accounts,
    (select count(*)::text from gantry_user) as users`.execute(platform.db);
  const [counts] = rows;
  const item = (name: 'sbom_inventory' | 'account_inventory' | 'user_inventory', count: string | undefined) => ({
    name,
    warning_value: null,
    limit_value: null,
    current_value: Number(count ?? 0),
    limit_exceeded: false,
  });
  return {
    items: [
      item('sbom_inventory', counts?.images),
      item('account_inventory', counts?.accounts),
      item('user_inventory', counts?.users),
    ],
  };
}

function silence(): Promise<'silence'> {
  return new Promise((done) => setTimeout(done, patience, 'silence').unref());
}
