import type { PackageVulnerability } from '@gantry/contract';
import { type SBOMVulnerabilitiesResponse, statelessScan, vulnerabilityScanSbom } from '@gantry/contract/scans';
import type { Bill, MatchReport } from '@gantry/core';
import { sha256Digest } from '@gantry/io/hash';
import { type Route, reply, route } from '../../kernel/http/index.ts';
import { scansErrors } from './errors.ts';
import type { ScansDeps } from './index.ts';
import { inspectionOf } from './inspection-of.ts';
import { readSbom } from './read-sbom.ts';

/** Matches of one scan: somebody waits for the reply, and so do all others while it is put together. */
const mostMatches = 50_000;

/** The scans that store nothing. */
export function scanRoutes({ platform, matching, vulnerabilities, evaluator }: ScansDeps): readonly Route[] {
  const words = (bill: Bill, report: MatchReport, descriptions: boolean): PackageVulnerability[] =>
    vulnerabilities.select(bill, report, { type: 'all', vendorOnly: false, descriptions }).map((shown) =>
      vulnerabilities.toWire(shown, {
        times: null,
        now: platform.clock.now(),
        description: descriptions ? vulnerabilities.description(shown.match) : null,
      }),
    );
  return [
    route(statelessScan, async ({ scope, query, body }) => {
      if (body.sbom === undefined) throw scansErrors.SBOM_MISSING();
      const bill = await readSbom(body.sbom, platform.version);
      const report = await matching.reportOf(bill, mostMatches);
      const { tag, policy_id } = query;
      const policyId = policy_id === undefined || policy_id === '' ? {} : { policyId: policy_id };
      const inspection = inspectionOf(body);
      const policy_scan = await evaluator.evaluateBill(scope, { bill, report, inspection, tag, ...policyId });
      const vuln_scan = toResponse(bill, words(bill, report, false));
      return reply(statelessScan, 200, { vuln_scan, policy_scan });
    }),
    route(vulnerabilityScanSbom, async ({ query, body }) => {
      const bill = await readSbom(body, platform.version);
      const report = await matching.reportOf(bill, mostMatches);
      const found = words(bill, report, query.include_vuln_description);
      return reply(vulnerabilityScanSbom, 200, toResponse(bill, found));
    }),
  ];
}

function toResponse(bill: Bill, vulnerabilities: PackageVulnerability[]): SBOMVulnerabilitiesResponse {
  return { sbom_id: idOf(bill), extended_support: false, vulnerabilities };
}

/** The image that the SBOM is about, else a digest of what it lists: the same SBOM has the same id. */
function idOf({ source, packages }: Bill): string {
  if (source.kind === 'image') return source.manifestDigest;
  return sha256Digest(JSON.stringify(packages.map(({ kind, name, version, purl }) => [kind, name, version, purl])));
}
