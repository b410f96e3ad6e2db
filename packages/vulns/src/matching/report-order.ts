import { by, type Match, type Package } from '@gantry/core';

/** The order of matches in a report: by package name, then vulnerability; the rest makes it the same in every run. */
export const inReportOrder = by<{ readonly pkg: Pick<Package, 'name'>; readonly match: Match }>(
  ({ pkg }) => pkg.name,
  ({ match }) => match.vulnerability,
  ({ match }) => match.packageId,
  ({ match }) => match.advisory,
);
