import type { RuleEvidence } from './types.ts';

/** Triggers of whole gates that tell what nobody could see. */
const gates = new Set(['coverage']);

const triggers = new Set([
  'ancestry.no_ancestors_analyzed',
  'dockerfile.no_dockerfile_provided',
  'malware.scan_not_run',
  'malware.signatures_outdated',
  'passwd_file.content_not_available',
  'retrieved_files.content_not_available',
  'secret_scans.scan_not_run',
  'vulnerabilities.ecosystem_data_unavailable',
  'vulnerabilities.not_evaluated_packages',
  'vulnerabilities.stale_ecosystem_data',
  'vulnerabilities.stale_feed_data',
  'vulnerabilities.starter_data_only',
  'vulnerabilities.vulnerability_data_unavailable',
]);

/** Does the rule tell whether others could see, rather than judge the artifact? Its findings are gaps in what others know. */
export function tellsSight({ gate, trigger }: Pick<RuleEvidence, 'gate' | 'trigger'>): boolean {
  return gates.has(gate) || triggers.has(`${gate}.${trigger}`);
}
