import type { Finding, Package } from '@gantry/core';
import { aBill, aDocument, aMatch, aPackage, aReport, aRule, someFacts, verdictOf } from '@gantry/policy/testing';
import type { Evaluated } from '../render/evaluated.ts';

/** Text as an attacker would put it into names, versions and paths. */
export const hostileText = '=HYPERLINK("http://x")<a b="\'">&]]>\u0000\u001b[31m\ud800,\r\n\ufffe';

/** A package whose every text is hostile. */
export function hostilePackage(): Package {
  return aPackage('npm', hostileText, { version: hostileText, path: `/app/${hostileText}` });
}

/** A verdict of one finding about a package, by a policy that stops on any vulnerability; the finding can be altered. */
export function evaluatedWith(pkg: Package, more: Partial<Finding> = {}): Evaluated {
  const match = aMatch(pkg, 'CVE-2026-1', { url: 'https://advisories.example/CVE-2026-1' });
  const facts = someFacts({ bill: aBill([pkg]), report: aReport([match]) });
  const verdict = verdictOf(aDocument([aRule('vulnerabilities.package', { package_type: 'all' })]), facts);
  return {
    facts,
    verdict: { ...verdict, findings: verdict.findings.map((finding) => ({ ...finding, ...more })) },
    green: null,
  };
}
