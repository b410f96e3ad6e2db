import { z } from 'zod';
import { empty, operation, pathText, queryBoolean } from '../common/index.ts';
import { RegistryConfigurationList, RegistryConfigurationRequest } from './models.ts';

export const listRegistries = operation({
  id: 'list_registries',
  method: 'GET',
  path: '/registries',
  tag: 'Registries',
  may: 'listRegistries',
  since: '0.2',
  summary: 'List the registries that the account signs in to',
  replies: {
    200: RegistryConfigurationList,
  },
  problems: [403, 500],
});

export const createRegistry = operation({
  id: 'create_registry',
  method: 'POST',
  path: '/registries',
  tag: 'Registries',
  may: 'createRegistry',
  since: '0.2',
  summary: 'Add a registry and its credentials',
  query: z.object({
    validate: queryBoolean.optional(),
  }),
  body: RegistryConfigurationRequest,
  replies: {
    200: RegistryConfigurationList,
  },
  problems: [400, 403, 409, 415, 500],
});

export const getRegistry = operation({
  id: 'get_registry',
  method: 'GET',
  path: '/registries/{registry}',
  tag: 'Registries',
  may: 'getRegistry',
  since: '0.2',
  summary: 'Show one registry',
  params: z.object({ registry: pathText }),
  wildParam: 'registry',
  replies: {
    200: RegistryConfigurationList,
  },
  problems: [403, 404, 500],
});

export const updateRegistry = operation({
  id: 'update_registry',
  method: 'PUT',
  path: '/registries/{registry}',
  tag: 'Registries',
  may: 'updateRegistry',
  since: '0.2',
  summary: 'Change credentials or settings of a registry',
  params: z.object({ registry: pathText }),
  wildParam: 'registry',
  query: z.object({
    validate: queryBoolean.optional(),
  }),
  body: RegistryConfigurationRequest,
  replies: {
    200: RegistryConfigurationList,
  },
  problems: [400, 403, 404, 415, 500],
});

export const deleteRegistry = operation({
  id: 'delete_registry',
  method: 'DELETE',
  path: '/registries/{registry}',
  tag: 'Registries',
  may: 'deleteRegistry',
  since: '0.2',
  summary: 'Forget a registry and its credentials',
  params: z.object({ registry: pathText }),
  wildParam: 'registry',
  replies: {
    204: empty,
  },
  problems: [403, 404, 415, 500],
});
