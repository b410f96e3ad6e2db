import { getOpenapi } from '@gantry/contract/reference';
import {
  deleteService,
  describeErrorCodes,
  getAnchorectl,
  getResourceLimits,
  getServiceDetail,
  getServicesByName,
  getServicesByNameAndHost,
  getStatus,
  healthCheck,
  listServices,
  ping,
  setNewLogLevel,
  testWebhook,
  versionCheck,
} from '@gantry/contract/system';
import type { Ask } from '../ask.ts';
import { refused, row } from '../row.ts';
import type { World } from '../world.ts';

/** A process that fell silent long ago. */
async function lostService({ platform, name }: World): Promise<Ask> {
  const host = name('host');
  const long = new Date(0);
  const facts = { name: 'worker', host_id: host, base_url: '', version: '1', started_at: long, last_seen: long };
  await platform.db.insertInto('service').values(facts).execute();
  return { params: { service_name: 'worker', host_id: host } };
}

/** The server itself. */
export const systemRows = [
  row(ping),
  row(healthCheck),
  row(versionCheck),
  row(getOpenapi),
  row(getAnchorectl, {
    ask: () => ({ query: { operating_system: 'linux', architecture: 'amd64' } }),
    bad: refused({ query: { operating_system: 'linux' } }),
  }),
  row(getStatus),
  row(getServiceDetail),
  row(listServices),
  row(describeErrorCodes),
  row(getResourceLimits),
  row(getServicesByName, {
    ask: lostService,
    bad: refused({ params: { service_name: 'a\0b' } }),
  }),
  row(getServicesByNameAndHost, { ask: lostService, bad: 'SYSTEM_SERVICE_NOT_FOUND' }),
  row(deleteService, { as: 'root', ask: lostService, bad: 'SYSTEM_SERVICE_NOT_FOUND' }),
  row(setNewLogLevel, {
    as: 'root',
    ask: () => ({ json: { service_name: 'all', logging_level: 'error' } }),
    bad: refused({ json: { service_name: 'all', logging_level: 'loud' } }),
  }),
  row(testWebhook, {
    as: 'root',
    ask: () => ({ params: { webhook_type: 'general' } }),
    // No webhook can be set up yet.
    answer: { status: 400, code: 'SYSTEM_WEBHOOK_NONE' },
    bad: refused({ params: { webhook_type: 'a\0b' } }),
  }),
];
