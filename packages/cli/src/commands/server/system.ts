import { deleteService, getServiceDetail, type Service } from '@gantry/contract/system';
import type { View } from '../../render/answer.ts';
import { doing, showing } from './verbs.ts';

const view: View<Service> = {
  fields: [
    { title: 'Service', of: (item) => item.service_name },
    { title: 'Host ID', of: (item) => item.host_id },
    { title: 'URL', of: (item) => item.base_url },
    { title: 'Up', of: (item) => item.status },
    { title: 'Status message', max: 60, of: (item) => item.status_message },
    { title: 'DB version', of: (item) => item.service_detail?.db_version },
    { title: 'Code version', of: (item) => item.service_detail?.version ?? item.version },
  ],
  id: (item) => item.host_id,
};

/** `gantry system status` */
export const status = showing(getServiceDetail, {
  ask: (client) => client.call(getServiceDetail),
  items: (reply) => reply.service_states ?? [],
  view,
});

/** `gantry system delete SERVICE HOST`: forgets a service that is gone. */
export const remove = doing({
  word: 'deleted',
  act: async (client, { args: [service_name = '', host_id = ''] }) => {
    await client.call(deleteService, { params: { service_name, host_id } });
    return [`${service_name} ${host_id}`];
  },
});
