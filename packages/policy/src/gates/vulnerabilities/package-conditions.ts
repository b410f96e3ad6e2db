import { compareSeverity, type ExploitForecast } from '@gantry/core';
import type { GateContext } from '../../gating/context.ts';
import { daysBetween, readTime } from '../../model/time.ts';
import { packageClass, packageLayer, packagePath } from '../_shared/about-package.ts';
import { type ComparisonOperator, holds } from '../_shared/compare.ts';
import { hasFix, type Subject } from '../_shared/matched.ts';
import { annotationsOf } from './annotations.ts';
import { type PackageValues, scoreConditions } from './package-parameters.ts';
import { scoreHolds, scoreOf } from './score.ts';

/** `true`: it holds; `false`: it does not; a text: it cannot be said, and why. */
export type Condition = (subject: Subject) => boolean | string;

/** The conditions that a rule sets, in the order of the format; all must hold. */
export function packageConditions(context: GateContext, values: PackageValues): Condition[] {
  return [
    ({ one }) => values.packageType === 'all' || packageClass(one) === values.packageType,
    ({ match }) => holds(compareSeverity(match.severity, values.severity), values.severityComparison, 0),
    notExcluded(context, values),
    ({ match }) => !values.vendorOnly || match.fix.state !== 'wont-fix',
    exploited(values),
    oldEnough(context, values),
    ...scoreConditions(values).map(
      (condition): Condition =>
        ({ match }) => {
          const score = scoreOf(match, condition);
          if (scoreHolds(condition, score)) return true;
          return score === null ? `no ${condition.name} is known` : false;
        },
    ),
    ({ match }) => values.fixAvailable === null || hasFix(match) === values.fixAvailable,
    inherited(context, values),
    forecast(values.epssScore, values.epssScoreComparison, ({ score }) => score),
    forecast(values.epssPercentile, values.epssPercentileComparison, ({ percentile }) => percentile),
    annotated(context, values),
    ({ match }) => values.cvssMissing === null || (scoreOf(match, nvdBase) === null) === values.cvssMissing,
  ];
}

function notExcluded({ patternBudget }: GateContext, { pathExclude }: PackageValues): Condition {
  return ({ one }) => {
    const path = packageClass(one) === 'os' ? null : packagePath(one);
    if (pathExclude === null || path === null) return true;
    // A path that the pattern cannot be tried on is not excluded: the finding stays.
    return pathExclude.test(path, patternBudget) !== true;
  };
}

function exploited({ knownExploited }: PackageValues): Condition {
  return ({ match }) => knownExploited === null || (match.knownExploited !== null) === knownExploited;
}

function oldEnough({ now }: GateContext, { maxDaysSinceCreation: limit }: PackageValues): Condition {
  return ({ match }) => {
    if (limit === null) return true;
    const published = match.published === null ? null : readTime(match.published);
    return published === null ? 'the day of publication is not known' : daysBetween(published, now) > limit;
  };
}

function inherited({ facts }: GateContext, { inherited: wanted }: PackageValues): Condition {
  const base = new Set(facts.base?.diffIds ?? []);
  return ({ one }) => {
    if (wanted === null) return true;
    const layer = packageLayer(one);
    return layer === null ? 'the layer of the package is not known' : base.has(layer) === wanted;
  };
}

const nvdBase = { part: 'base', vendor: false } as const;

/** No score says nothing of exploitation, so it does not fire whatever the comparison. */
function forecast(
  limit: number | null,
  operator: ComparisonOperator,
  pick: (epss: ExploitForecast) => number,
): Condition {
  return ({ match: { epss } }) => {
    if (limit === null) return true;
    if (!epss) return epss === null ? 'no EPSS score is known' : 'no EPSS score was looked up';
    return holds(pick(epss), operator, limit);
  };
}

function annotated({ facts }: GateContext, { annotationStatus: wanted }: PackageValues): Condition {
  const statusesOf = annotationsOf(facts);
  return (subject) => wanted === null || statusesOf(subject).some((status) => wanted.includes(status));
}
