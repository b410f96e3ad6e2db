import { check } from './rule.ts';

/** Nothing that looks like a signature lies beside the image. */
export const unsigned = check({
  id: 'unsigned',
  what: 'provenance.unsigned',
  recommendation:
    'Sign the image by digest at the end of the pipeline (cosign sign), and tell the policy which key or identity to trust.',
});

/** The base image is not known. */
export const baseUnknown = check({
  id: 'base-unknown',
  what: 'ancestry.no_ancestors_analyzed',
  recommendation:
    'Analyze the base image too: only then can be told what came with it and whether it is an approved one.',
});

/** Packages that the tag did not have before. */
export const packagesAdded = check({
  id: 'packages-added',
  what: 'tag_drift.packages_added',
  recommendation:
    'The image that the tag named before did not have this package. See that somebody added it on purpose.',
});

/** Packages that the tag no longer has. */
export const packagesRemoved = check({
  id: 'packages-removed',
  what: 'tag_drift.packages_removed',
  recommendation: 'The image that the tag named before had this package. See that it went on purpose.',
});

/** Packages in another version than before. */
export const packagesModified = check({
  id: 'packages-modified',
  what: 'tag_drift.packages_modified',
  recommendation: 'The version differs from the image that the tag named before. See that the change was wanted.',
});

/** What was built is older than its source says. */
export const packageDowngraded = check({
  id: 'package-downgraded',
  what: 'image_source_drift.package_downgraded',
  recommendation:
    'The image has an older version than its source asks for. Build again from the lock file, and find out why it differs.',
});

/** No STIG result is stored with the image. */
export const noStigResult = check({
  id: 'no-stig-result',
  what: 'stig.no_stig_evaluations_available',
  recommendation: 'Run the SCAP or STIG check that fits the image, and store its result with gantry image stig add.',
});

/** The newest STIG result is old. */
export const stigResultOld = check({
  id: 'stig-result-old',
  what: 'stig.stig_evaluations_outdated',
  params: { max_days_since_stig_evaluation: '30' },
  recommendation: 'The stored result is more than 30 days old. Run the check again and store the new one.',
});
