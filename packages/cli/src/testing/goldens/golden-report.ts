import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PolicyFacts } from '@gantry/core';
import { type ComplianceReport, complianceReport, evaluate, type PolicyPack, parsePolicy } from '@gantry/policy';
import { fixedReport, goldenClock } from './fixed-report.ts';
import { goldenText } from './golden-text.ts';

const folder = fileURLToPath(new URL('../../commands/fixtures/', import.meta.url));

/** Images that are the same bytes every time: what is found in them can be counted, and their facts are kept beside the goldens. */
export const stableImages: readonly string[] = ['apk-min', 'tricky'];

/** Where the golden of a pack on an image lies. */
export function goldenPath(image: string, pack: string): string {
  return join(folder, 'compliance', image, `${pack}.txt`);
}

/** Where the facts of an image that is the same every time lie. */
export function factsPath(image: string): string {
  return join(folder, 'compliance-facts', `${image}.json`);
}

/** What a pack says of an image, as its golden has it. */
export function goldenOf(image: string, pack: PolicyPack, facts: PolicyFacts): string {
  return goldenText(reportOf(pack, facts), stableImages.includes(image));
}

/** The facts that are kept of an image: all but the advisories of goldens, which are the same for all. */
export function keptFacts({ report: _fixed, ...facts }: PolicyFacts): string {
  return `${JSON.stringify(facts)}\n`;
}

/** The kept facts of an image, with the advisories of goldens. */
export function readKeptFacts(image: string): PolicyFacts {
  const facts = JSON.parse(readFileSync(factsPath(image), 'utf8')) as PolicyFacts;
  return { ...facts, report: fixedReport(facts.bill, facts.inspection ?? null) };
}

function reportOf(pack: PolicyPack, facts: PolicyFacts): ComplianceReport {
  const { policy } = parsePolicy(pack.policy, pack.name);
  const digests = { sbom: 'sha256:sbom', advisories: 'sha256:data' };
  const verdict = evaluate({ facts, policy, now: goldenClock, digests });
  return complianceReport({ pack, verdict, facts });
}
