import type { SearchRule } from '../../_shared/search/rule.ts';
import { isPublished, isPublishedExample } from '../checks/published.ts';
import { assignmentRules } from './assignments.ts';
import { awsRules } from './aws.ts';
import { codeHostRules } from './code-hosts.ts';
import { loginRules } from './logins.ts';
import { privateKeyRules } from './private-keys.ts';
import { serviceRules } from './services.ts';

/** What is searched for when nobody says otherwise. */
export const builtInRules: readonly SearchRule[] = [
  ...awsRules,
  ...privateKeyRules,
  ...loginRules,
  ...codeHostRules,
  ...serviceRules,
  ...assignmentRules,
].map(leaveOutPublished);

/** What everybody can download is nobody's secret; rules that go by names alone look at no public package at all. */
function leaveOutPublished(rule: SearchRule): SearchRule {
  return {
    ...rule,
    accepts: (candidate) =>
      !isPublishedExample(candidate) &&
      !(rule.weak === true && isPublished(candidate.path)) &&
      (rule.accepts?.(candidate) ?? true),
  };
}
