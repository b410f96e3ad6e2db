import {
  createRegistry,
  deleteRegistry,
  getRegistry,
  listRegistries,
  type RegistryConfiguration,
  updateRegistry,
} from '@gantry/contract/registries';
import { toTimestamp } from '../../kernel/clock/index.ts';
import type { Row } from '../../kernel/db/index.ts';
import { type Route, reply, route } from '../../kernel/http/index.ts';
import type { RegistryService } from './service.ts';

/** The operations on registries. */
export function registryRoutes(service: RegistryService): readonly Route[] {
  return [
    route(listRegistries, async ({ scope }) =>
      reply(listRegistries, 200, (await service.list(scope)).map(toConfiguration)),
    ),
    route(createRegistry, async ({ scope, query, body, signal }) => {
      const wish = { given: body, validate: query.validate === true, signal };
      return reply(createRegistry, 200, [toConfiguration(await service.add(scope, wish))]);
    }),
    route(getRegistry, async ({ scope, params }) =>
      reply(getRegistry, 200, [toConfiguration(await service.get(scope, params.registry))]),
    ),
    route(updateRegistry, async ({ scope, params, query, body, signal }) => {
      const wish = { given: body, validate: query.validate === true, signal };
      return reply(updateRegistry, 200, [toConfiguration(await service.change(scope, params.registry, wish))]);
    }),
    route(deleteRegistry, async ({ scope, params }) => {
      await service.remove(scope, params.registry);
      return reply(deleteRegistry, 204, undefined);
    }),
  ];
}

/** Without the password: it is never told again. */
function toConfiguration(row: Row<'registry'>): RegistryConfiguration {
  return {
    created_at: toTimestamp(row.created_at),
    last_updated: toTimestamp(row.last_updated),
    registry_user: row.username,
    registry_type: row.type,
    account_name: row.account,
    registry: row.registry,
    registry_name: row.name,
    registry_verify: row.verify,
  };
}
