import type { ComplianceReport } from '../types.ts';

/** Facts of a report that stand in every document, with names for people, in order. Absent ones are left out. */
export function factsOfReport({ pack, framework, target, digests, evaluatedAt, verdict }: ComplianceReport) {
  const facts: [name: string, value: string | null | undefined][] = [
    ['Pack', `${pack.name} (${pack.title})`],
    ['Framework', framework && `${framework.title} ${framework.version}`],
    ['Compared with the framework on', framework?.lastVerified],
    ['Target', target.name],
    ['Image digest', target.digest],
    ['Image id', target.imageId],
    ['Platform', target.platform],
    ['Distribution', target.distro],
    ['Evaluated at', evaluatedAt],
    ['Policy', `${verdict.policyName} (${verdict.policyId})`],
    ['Verdict of the policy', verdict.mapped ? verdict.finalAction : 'none: no mapping accepts the target'],
    ['SBOM digest', digests.sbom],
    ['Advisories digest', digests.advisories],
    ['Inspection digest', digests.inspection],
    ['Digest of further facts', digests.context],
    ['Policy digest', digests.policy],
    ['Exceptions digest', digests.exceptions],
  ];
  return facts.flatMap(([name, value]) => (value ? [{ name, value }] : []));
}
