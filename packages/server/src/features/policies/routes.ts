import {
  addPolicy,
  deletePolicy,
  describePolicy,
  getPolicy,
  listPolicies,
  testPolicy,
  updatePolicy,
} from '@gantry/contract/policies';
import { gateCatalogue } from '@gantry/policy';
import type { Row } from '../../kernel/db/index.ts';
import { type Call, type Route, reply, route } from '../../kernel/http/index.ts';
import type { Actor } from './announce.ts';
import { entityTag } from './change.ts';
import { policiesErrors } from './errors.ts';
import type { PolicyService } from './service.ts';
import { toGateSpec, toRecord, toTestReport } from './to-wire.ts';

/** The routes of policies and of the catalogue of gates. */
export function policyRoutes(policies: PolicyService): Route[] {
  return [
    route(listPolicies, async ({ scope, query }) => {
      const rows = await policies.list(scope);
      return reply(
        listPolicies,
        200,
        rows.map((row) => toRecord(row, query.detail === true)),
      );
    }),
    route(addPolicy, async (call) => {
      const row = await policies.add(call.scope, call.body, actor(call));
      return reply(addPolicy, 200, toRecord(row, true), tagged(row));
    }),
    route(getPolicy, async ({ scope, params, query }) => {
      const row = await policies.byId(scope, params.policy_id);
      return reply(getPolicy, 200, toRecord(row, query.detail !== false), tagged(row));
    }),
    updateRoute(policies),
    route(deletePolicy, async (call) => {
      const change = { id: call.params.policy_id, ifMatch: call.headers['if-match'] };
      await policies.remove(call.scope, change, actor(call));
      return reply(deletePolicy, 204, undefined);
    }),
    route(testPolicy, async ({ scope, params }) => {
      const { policy_id: id } = params;
      return reply(testPolicy, 200, toTestReport(id, await policies.test(scope, id)));
    }),
    route(describePolicy, async () => reply(describePolicy, 200, gateCatalogue().map(toGateSpec))),
  ];
}

function updateRoute(policies: PolicyService): Route {
  return route(updatePolicy, async (call) => {
    const { params, query, body } = call;
    const id = params.policy_id;
    if (body.policy_id !== id) throw policiesErrors.ID_DIFFERS({ path: id, body: body.policy_id });
    const change = {
      id,
      document: body.policy ?? undefined,
      // Clients send a record back as they got it: `active` in the body can only switch a policy on.
      active: query.active ?? (body.active === true ? true : undefined),
      force: query.force,
      ifMatch: call.headers['if-match'],
    };
    const row = await policies.update(call.scope, change, actor(call));
    return reply(updatePolicy, 200, toRecord(row, true), tagged(row));
  });
}

function actor({ caller, requestId }: Pick<Call<typeof addPolicy>, 'caller' | 'requestId'>): Actor {
  return { username: caller.username, requestId };
}

function tagged(row: Row<'policy'>): Record<string, string> {
  return { etag: entityTag(row) };
}
