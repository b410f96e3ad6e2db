import type { Package } from '@gantry/core';
import type { GateContext } from '../../gating/context.ts';
import { notApplicable, notEvaluated, type Outcome } from '../../gating/outcome.ts';
import { optional } from '../../gating/parameters.ts';
import { commaList } from '../../gating/validators.ts';
import { ofImage } from '../_shared/of-image.ts';

/** What a source states. */
export interface SourcePackage {
  readonly one: Package;
  /** Id of the source revision. */
  readonly source: string;
}

/** The parameter of the triggers that compare packages. */
export const packageTypes = optional('package_types', commaList, {
  help: 'Only packages of these types, separated by commas: java, npm, python, gem, go ...; all of them without it.',
  example: 'java,npm',
});

/** Hands the number of related sources and all their packages to a trigger. */
export function withRelatedSources(
  context: GateContext,
  run: (sources: number, packages: readonly SourcePackage[]) => Outcome,
): Outcome {
  return ofImage(context, () => {
    const { relatedSources } = context.facts;
    if (!relatedSources) {
      return notEvaluated(
        'the sources that the image contains are not known: name them with --source; the server tells them once the image and its sources are related to each other',
      );
    }
    const packages = relatedSources.flatMap(({ digest, packages }) => packages.map((one) => ({ one, source: digest })));
    return run(relatedSources.length, packages);
  });
}

/** As before, for triggers that compare: without any source there is nothing to compare with. */
export function withSourcePackages(
  context: GateContext,
  run: (packages: readonly SourcePackage[]) => Outcome,
): Outcome {
  return withRelatedSources(context, (sources, packages) =>
    sources > 0 ? run(packages) : notApplicable('the image is not said to contain any analyzed source'),
  );
}
