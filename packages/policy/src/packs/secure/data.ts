const update = 'Update the advisory database (gantry db update) and check again: what was not compared is not clean.';
const fiveDays = [{ name: 'max_days_since_sync', value: '5' }];

/** Is there data to judge by, and is it fresh? */
export const data = {
  id: 'secure-data',
  name: 'Data to judge by',
  version: '2',
  rules: [
    {
      id: 'distro-data-missing',
      gate: 'vulnerabilities',
      trigger: 'vulnerability_data_unavailable',
      action: 'STOP',
      params: [],
      recommendation: `No advisories are loaded for this distribution. ${update}`,
    },
    {
      id: 'language-data-missing',
      gate: 'vulnerabilities',
      trigger: 'ecosystem_data_unavailable',
      action: 'STOP',
      params: [],
      recommendation: `No advisories are loaded for one of the languages in the artifact. ${update}`,
    },
    {
      id: 'distro-data-old',
      gate: 'vulnerabilities',
      trigger: 'stale_feed_data',
      action: 'STOP',
      params: fiveDays,
      recommendation: `The distribution's advisories are more than five days old. ${update}`,
    },
    {
      id: 'language-data-old',
      gate: 'vulnerabilities',
      trigger: 'stale_ecosystem_data',
      action: 'STOP',
      params: fiveDays,
      recommendation: `Advisories of a language or the list of exploited vulnerabilities are more than five days old. ${update}`,
    },
    {
      id: 'starter-data',
      gate: 'vulnerabilities',
      trigger: 'starter_data_only',
      action: 'WARN',
      params: [],
      recommendation:
        'The starter set is for trying Gantry out. Load live feeds with gantry db update before you rely on a verdict.',
    },
    {
      id: 'package-not-compared',
      gate: 'vulnerabilities',
      trigger: 'not_evaluated_packages',
      action: 'WARN',
      params: [{ name: 'reasons', value: 'no-version,unreadable-version,unknown-kind,unreadable-range' }],
      recommendation: 'Nothing is known of this package. Give it a version that can be read, or look at it by hand.',
    },
    {
      id: 'nothing-found',
      gate: 'coverage',
      trigger: 'empty_bill',
      action: 'WARN',
      params: [],
      recommendation:
        'Not one package was found, so nothing was compared. Keep the metadata of packages in what you check, or hand in its SBOM.',
    },
  ],
};
