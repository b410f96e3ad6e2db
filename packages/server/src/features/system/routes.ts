import {
  deleteService,
  describeErrorCodes,
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
import { type Route, reply, route } from '../../kernel/http/index.ts';
import type { ProcessLog } from '../../kernel/log/index.ts';
import { type CodedTable, errorCodes } from './error-codes.ts';
import { systemErrors } from './errors.ts';
import { createLevelSetter } from './log-level.ts';
import type { SystemKit } from './process.ts';
import { removeService, service, services } from './services.ts';
import { requireHealth, resourceLimits, status, version } from './status.ts';

/** What the routes need beside the kit. */
export interface SystemRouteParts {
  readonly log: Pick<ProcessLog, 'level' | 'setLevel'>;
  readonly errorTables: readonly CodedTable[];
}

/** The operations on the server itself. */
export function systemRoutes(kit: SystemKit, parts: SystemRouteParts): readonly Route[] {
  return [...stateRoutes(kit), ...serviceRoutes(kit), ...settingRoutes(kit, parts)];
}

function stateRoutes(kit: SystemKit): readonly Route[] {
  return [
    route(ping, async () => reply(ping, 200, 'v2')),
    route(
      healthCheck,
      async () => {
        await requireHealth(kit);
        return reply(healthCheck, 200, undefined);
      },
      { also: ['/health'] },
    ),
    route(getStatus, async () => reply(getStatus, 200, await status(kit))),
    route(versionCheck, async () => reply(versionCheck, 200, version(kit)), { also: ['/version'] }),
    route(getResourceLimits, async () => reply(getResourceLimits, 200, await resourceLimits(kit))),
  ];
}

function serviceRoutes(kit: SystemKit): readonly Route[] {
  return [
    route(getServiceDetail, async () => reply(getServiceDetail, 200, { service_states: await services(kit) })),
    route(listServices, async () => reply(listServices, 200, await services(kit))),
    route(getServicesByName, async ({ params }) =>
      reply(getServicesByName, 200, await services(kit, params.service_name)),
    ),
    route(getServicesByNameAndHost, async ({ params: { service_name: name, host_id: host } }) =>
      reply(getServicesByNameAndHost, 200, [await service(kit, { name, host })]),
    ),
    route(deleteService, async ({ params: { service_name: name, host_id: host } }) => {
      await removeService(kit, { name, host });
      return reply(deleteService, 200, undefined);
    }),
  ];
}

function settingRoutes({ platform }: SystemKit, { log, errorTables }: SystemRouteParts): readonly Route[] {
  const setLevel = createLevelSetter(log);
  const codes = errorCodes(errorTables);
  return [
    route(describeErrorCodes, async () => reply(describeErrorCodes, 200, [...codes])),
    route(setNewLogLevel, async ({ body, caller }) => {
      setLevel(body.logging_level);
      platform.log.warn('the level of the log was changed', { level: body.logging_level, username: caller.username });
      return reply(setNewLogLevel, 200, [{ service_name: body.service_name, logging_level: body.logging_level }]);
    }),
    route(testWebhook, async ({ params }) => {
      throw systemErrors.WEBHOOK_NONE({ type: params.webhook_type.slice(0, 100) });
    }),
  ];
}
