import { z } from 'zod';
import { empty, operation, Policy, pathText, queryBoolean } from '../common/index.ts';
import { GateSpecList, PolicyList, PolicyRecord } from './models.ts';

export const listPolicies = operation({
  id: 'list_policies',
  method: 'GET',
  path: '/policies',
  tag: 'Policies',
  may: 'listPolicies',
  since: '0.2',
  summary: 'List policies',
  query: z.object({
    detail: queryBoolean.optional(),
  }),
  replies: {
    200: PolicyList,
  },
  problems: [403, 500],
});

export const addPolicy = operation({
  id: 'add_policy',
  method: 'POST',
  path: '/policies',
  tag: 'Policies',
  may: 'createPolicy',
  since: '0.2',
  summary: 'Add policy',
  body: Policy,
  replies: {
    200: PolicyRecord,
  },
  problems: [400, 403, 409, 415, 500],
});

export const getPolicy = operation({
  id: 'get_policy',
  method: 'GET',
  path: '/policies/{policy_id}',
  tag: 'Policies',
  may: 'getPolicy',
  since: '0.2',
  summary: 'Get policy',
  params: z.object({ policy_id: pathText }),
  query: z.object({
    detail: queryBoolean.optional(),
  }),
  replies: {
    200: PolicyRecord,
  },
  problems: [400, 403, 404, 500],
});

export const updatePolicy = operation({
  id: 'update_policy',
  method: 'PUT',
  path: '/policies/{policy_id}',
  tag: 'Policies',
  may: 'updatePolicy',
  since: '0.2',
  summary: 'Update policy',
  params: z.object({ policy_id: pathText }),
  query: z.object({
    active: queryBoolean.optional(),
  }),
  body: PolicyRecord,
  replies: {
    200: PolicyRecord,
  },
  problems: [400, 403, 404, 415, 500],
});

export const deletePolicy = operation({
  id: 'delete_policy',
  method: 'DELETE',
  path: '/policies/{policy_id}',
  tag: 'Policies',
  may: 'deletePolicy',
  since: '0.2',
  summary: 'Delete policy',
  params: z.object({ policy_id: pathText }),
  replies: {
    204: empty,
  },
  problems: [403, 404, 500],
});

export const describePolicy = operation({
  id: 'describe_policy',
  method: 'GET',
  path: '/system/policy-spec',
  tag: 'System',
  may: 'signed-in',
  since: '0.2',
  summary: 'Describe policy',
  replies: {
    200: GateSpecList,
  },
  problems: [500],
});
