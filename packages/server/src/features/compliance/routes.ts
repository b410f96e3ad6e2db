import { getCompliancePack, getImageCompliance, listCompliancePacks } from '@gantry/contract/compliance';
import { canonicalJson, sha256OfText } from '@gantry/core';
import { complianceMediaTypes, complianceReport, encodeCompliance, packSummary, packs } from '@gantry/policy';
import { type Route, raw, reply, route } from '../../kernel/http/index.ts';
import type { Evaluations, PolicyInUse } from '../evaluations/ports.ts';
import { packNamed, toDetail } from './pack-views.ts';

/** A page holds texts of images: it may have its style, and nothing of this server. */
const pagePolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

/** The routes of packs and of reports. */
export function complianceRoutes(evaluations: Pick<Evaluations, 'whole'>, toolVersion: string): Route[] {
  return [
    route(listCompliancePacks, async () => reply(listCompliancePacks, 200, { items: packs.map(packSummary) })),
    route(getCompliancePack, async ({ params }) => reply(getCompliancePack, 200, toDetail(packNamed(params.name)))),
    route(getImageCompliance, async ({ scope, params, query }) => {
      const { tag, policy_id: policyId, format = 'json' } = query;
      const pack = packNamed(query.pack);
      const judging = policyId ? { policyId } : { policy: shipped(pack) };
      const asked = { digest: params.image_digest, tag, record: false, ...judging };
      const { verdict, input } = await evaluations.whole(scope, asked);
      const report = complianceReport({ pack, verdict, facts: input.facts });
      const text = encodeCompliance(report, format, { toolVersion });
      const body = format === 'json' ? text : Buffer.from(text);
      return raw<typeof getImageCompliance>(200, body, {
        'content-type': complianceMediaTypes[format],
        ...(format === 'html' ? { 'content-security-policy': pagePolicy } : {}),
      });
    }),
  ];
}

/** The policy of a pack as evaluations take it; the account need not have it. */
function shipped({ title, policy }: ReturnType<typeof packNamed>): PolicyInUse {
  const digest = sha256OfText(canonicalJson(policy));
  return { id: String(policy['id']), name: title, digest, document: { ...policy }, active: false };
}
