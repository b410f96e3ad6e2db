interface Wanted {
  readonly severity: string;
  readonly comparison: string;
  readonly more: Readonly<Record<string, string>>;
}

/** Severity and comparison are always both set, and what a vendor will not fix counts too. */
function params({ severity, comparison, more }: Wanted) {
  const all = { package_type: 'all', severity, severity_comparison: comparison, vendor_only: 'false', ...more };
  return Object.entries(all).map(([name, value]) => ({ name, value }));
}

function rule(id: string, action: 'STOP' | 'WARN', about: Wanted & { recommendation: string }) {
  const { recommendation, ...wanted } = about;
  return { id, gate: 'vulnerabilities', trigger: 'package', action, params: params(wanted), recommendation };
}

/** Known weaknesses of the packages. */
export const weaknesses = {
  id: 'secure-weaknesses',
  name: 'Known weaknesses',
  version: '2',
  rules: [
    {
      id: 'malicious-package',
      gate: 'vulnerabilities',
      trigger: 'malicious_package',
      action: 'STOP',
      params: [],
      recommendation:
        'This package is malware. Remove it, rebuild from clean sources, and change every secret that the build or the program could read.',
    },
    rule('exploited-with-fix', 'STOP', {
      severity: 'unknown',
      comparison: '>=',
      more: { fix_available: 'true', known_exploited_vulnerability: 'true' },
      recommendation: 'Attackers use this weakness now, and a fixed version exists. Upgrade before anything else.',
    }),
    rule('critical-with-fix', 'STOP', {
      severity: 'critical',
      comparison: '=',
      more: { fix_available: 'true' },
      recommendation: 'A fixed version exists. Upgrade the package and build again.',
    }),
    rule('exploited-without-fix', 'WARN', {
      severity: 'unknown',
      comparison: '>=',
      more: { fix_available: 'false', known_exploited_vulnerability: 'true' },
      recommendation:
        'Attackers use this weakness and there is no fix yet. Remove the package, or keep it out of reach.',
    }),
    rule('critical-without-fix', 'WARN', {
      severity: 'critical',
      comparison: '=',
      more: { fix_available: 'false' },
      recommendation: 'There is no fix yet. Can the package go? If not, note why it is acceptable and until when.',
    }),
    rule('high-with-fix', 'WARN', {
      severity: 'high',
      comparison: '=',
      more: { fix_available: 'true' },
      recommendation: 'A fixed version exists. Plan the upgrade for the next build.',
    }),
    rule('high-without-fix', 'WARN', {
      severity: 'high',
      comparison: '=',
      more: { fix_available: 'false' },
      recommendation: 'There is no fix yet. Watch the advisory.',
    }),
    rule('medium-with-fix', 'WARN', {
      severity: 'medium',
      comparison: '=',
      more: { fix_available: 'true' },
      recommendation: 'A fixed version exists. Take it along with the next upgrade.',
    }),
  ],
};
