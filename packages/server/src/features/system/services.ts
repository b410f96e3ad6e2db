import type { Service, StatusResponse } from '@gantry/contract/system';
import { toTimestamp } from '../../kernel/clock/index.ts';
import type { Row } from '../../kernel/db/index.ts';
import { systemErrors } from './errors.ts';
import { patience, tellEvent } from './heartbeat.ts';
import type { SystemKit } from './process.ts';
import { listServiceRows, unregister } from './service-store.ts';

/** The processes on the list, all or of one name, as clients see them. */
export async function services({ platform }: SystemKit, name?: string): Promise<Service[]> {
  const now = platform.clock.now();
  const rows = await listServiceRows(platform.db);
  return rows.filter((row) => name === undefined || row.name === name).map((row) => toService(row, now));
}

/** Which process. */
export interface ServicePlace {
  readonly name: string;
  readonly host: string;
}

/** One process. SYSTEM_SERVICE_NOT_FOUND. */
export async function service(kit: SystemKit, { name, host }: ServicePlace): Promise<Service> {
  const found = (await services(kit, name)).find(({ host_id: id }) => id === host);
  if (found === undefined) throw systemErrors.SERVICE_NOT_FOUND({ name: name.slice(0, 100), host: host.slice(0, 100) });
  return found;
}

/** Takes a process that is gone off the list. SYSTEM_SERVICE_NOT_FOUND, SYSTEM_SERVICE_UP. */
export async function removeService(kit: SystemKit, place: ServicePlace): Promise<void> {
  const { name, host } = place;
  if ((await service(kit, place)).status === true) throw systemErrors.SERVICE_UP({ name, host });
  await unregister(kit.platform.db, { name, hostId: host });
  const message = `${name} on ${host} was taken off the list`;
  await tellEvent(kit, { type: 'system.service.removed', message, name, host });
}

function toService(row: Row<'service'>, now: Date): Service {
  const up = now.getTime() - row.last_seen.getTime() < patience * 1_000;
  const message = up ? 'available' : `not seen since ${toTimestamp(row.last_seen)}`;
  const { silent: _, schema_version: schema, ...detail } = row.detail ?? {};
  const status: StatusResponse = {
    available: up,
    busy: false,
    up,
    message,
    version: row.version,
    db_version: typeof schema === 'string' ? schema : '',
    detail: { ...detail, started_at: toTimestamp(row.started_at), last_seen: toTimestamp(row.last_seen) },
  };
  return {
    host_id: row.host_id,
    service_name: row.name,
    base_url: row.base_url,
    status_message: message,
    service_detail: status,
    status: up,
    version: row.version,
  };
}
