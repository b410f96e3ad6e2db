import type { PolicyFacts, VulnerabilityAnnotation } from '@gantry/core';
import type { Subject } from '../_shared/matched.ts';

/** The words of the parameter `annotation_status`; `none` stands for a match that nobody spoke of. */
export const annotationStatuses = ['none', 'affected', 'not_affected', 'fixed', 'under_investigation'] as const;

/** One of them. */
export type AnnotationStatus = (typeof annotationStatuses)[number];

/**
 * What people stated of matches. Of several statements those that name the package and its version count, then those that name the
 * package, then those of the whole artifact; a match can so have several.
 */
export function annotationsOf({
  vulnerabilityAnnotations,
}: PolicyFacts): (subject: Subject) => readonly AnnotationStatus[] {
  const byVulnerability = new Map<string, VulnerabilityAnnotation[]>();
  for (const one of vulnerabilityAnnotations ?? []) {
    const known = byVulnerability.get(one.vulnerability);
    if (known) known.push(one);
    else byVulnerability.set(one.vulnerability, [one]);
  }
  return ({ match, one }) => {
    const ids = new Set([match.vulnerability, match.advisory, ...match.aliases]);
    const about = [...ids]
      .flatMap((id) => byVulnerability.get(id) ?? [])
      .filter(({ packageName }) => packageName === null || packageName === one.name)
      .filter(({ packageVersion }) => packageVersion === null || packageVersion === one.version);
    const best = Math.max(...about.map(precision));
    return about.length === 0 ? ['none'] : about.filter((each) => precision(each) === best).map(({ status }) => status);
  };
}

function precision({ packageName, packageVersion }: VulnerabilityAnnotation): number {
  return (packageName === null ? 0 : 2) + (packageVersion === null ? 0 : 1);
}
