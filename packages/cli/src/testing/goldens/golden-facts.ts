import { type Bill, type FactPart, type InspectionPart, inspectionParts, type PolicyFacts } from '@gantry/core';
import { neededFacts, packs, parsePolicy, reconstructDockerfile } from '@gantry/policy';
import { diskCache, fetchAttachments, noCache, openTarget, readArtifact, requestInspection } from '@gantry/sbom';
import { fixedReport } from './fixed-report.ts';

/** How facts for goldens are read. */
export interface GoldenReading {
  /** The folder in which layers are kept between runs; absent for none. */
  readonly cacheFolder: string | undefined;
  /** Stands in for the time at which the image was built, where every build has another; null leaves it. */
  readonly builtAt: string | null;
}

/** Everything that some pack wants to know of an image, as a call on the command line collects it, with the advisories of goldens. */
export async function goldenFacts(target: string, { cacheFolder, builtAt }: GoldenReading): Promise<PolicyFacts> {
  const opened = await openTarget(target, {});
  try {
    const cache = cacheFolder === undefined ? noCache : diskCache(cacheFolder);
    const { bill: read, inspection } = await readArtifact(opened, { toolVersion: 'golden', inspect: wish(), cache });
    const bill = builtAt === null ? read : rebuilt(read, builtAt);
    const attachments = await fetchAttachments(opened, {});
    return {
      bill,
      report: fixedReport(bill, inspection),
      dockerfile: bill.source.kind === 'image' ? reconstructDockerfile(bill.source) : { mode: 'unknown', text: '' },
      tag: 'registry.example.com/team/app:latest',
      inspection,
      attachments,
    };
  } finally {
    await opened.close();
  }
}

function rebuilt(bill: Bill, created: string): Bill {
  const { source } = bill;
  return source.kind === 'image' ? { ...bill, source: { ...source, config: { ...source.config, created } } } : bill;
}

/** No scanner for malware runs where goldens are made: lists of malicious files need none. */
function wish() {
  const needed = packs.map(({ name, policy }) => neededFacts(parsePolicy(policy, name).policy));
  const parts = new Set<FactPart>(needed.flatMap((one) => [...one.parts]));
  parts.delete('malware');
  const wanted: readonly InspectionPart[] = inspectionParts.filter((part) => parts.has(part));
  return requestInspection({ parts: wanted, retrieve: needed.flatMap(({ retrieve }) => retrieve) });
}
