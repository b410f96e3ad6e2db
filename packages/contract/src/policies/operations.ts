import { z } from 'zod';
import { empty, operation, Policy, pathText, queryBoolean } from '../common/index.ts';
import {
  GateSpecList,
  PolicyDocument,
  PolicyList,
  PolicyRecord,
  PolicyRecordUpdate,
  PolicyTestReport,
} from './models.ts';

export const listPolicies = operation({
  id: 'list_policies',
  method: 'GET',
  path: '/policies',
  tag: 'Policies',
  may: 'listPolicies',
  since: '0.2',
  summary: 'The policies of the account, without their documents unless detail is true',
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
  summary: 'Add a policy; it stays inactive until it is activated',
  body: PolicyDocument,
  documented: Policy,
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
  summary: 'One policy with its document (detail=false leaves it out)',
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
  summary: 'Replace a policy; active=true makes it the one active policy of the account',
  params: z.object({ policy_id: pathText }),
  query: z.object({
    active: queryBoolean.optional(),
    force: queryBoolean.optional().meta({ description: 'true: also when tests that the policy carries fail' }),
  }),
  body: PolicyRecordUpdate,
  documented: PolicyRecord,
  replies: {
    200: PolicyRecord,
  },
  problems: [400, 403, 404, 412, 415, 500],
});

export const testPolicy = operation({
  id: 'test_policy',
  method: 'POST',
  path: '/policies/{policy_id}/tests',
  tag: 'Policies',
  may: 'updatePolicy',
  since: '0.3',
  summary: 'Run the tests that a policy carries in its key `tests`: what passed, and which rules they reach',
  params: z.object({ policy_id: pathText }),
  replies: {
    200: PolicyTestReport,
  },
  problems: [400, 403, 404, 500],
});

export const deletePolicy = operation({
  id: 'delete_policy',
  method: 'DELETE',
  path: '/policies/{policy_id}',
  tag: 'Policies',
  may: 'deletePolicy',
  since: '0.2',
  summary: 'Delete a policy that is not active',
  params: z.object({ policy_id: pathText }),
  replies: {
    204: empty,
  },
  problems: [403, 404, 409, 412, 500],
});

export const describePolicy = operation({
  id: 'describe_policy',
  method: 'GET',
  path: '/system/policy-spec',
  tag: 'System',
  may: 'signed-in',
  since: '0.2',
  summary: 'Every gate, trigger and parameter that a rule may name',
  replies: {
    200: GateSpecList,
  },
  problems: [500],
});
