import type { SearchRule } from '../../_shared/search/rule.ts';
import { entropy } from '../checks/entropy.ts';
import { isPlaceholder } from '../checks/placeholder.ts';
import { prefixed } from './near.ts';

/** Keys of Amazon Web Services. Key ids are base 32 after a prefix; secret keys are 40 characters of base64 beside their name. */
export const awsRules: readonly SearchRule[] = [
  {
    name: 'AWS_ACCESS_KEY',
    regex: '\\b((?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16})\\b',
    near: prefixed(['AKIA', 'ASIA', 'ABIA', 'ACCA'], 24),
    accepts: ({ value }) => !isPlaceholder(value) && entropy(value.slice(4)) >= 2.5,
  },
  {
    name: 'AWS_SECRET_KEY',
    regex:
      '(?i)(?:aws|secret)[a-z0-9_. -]{0,30}key["\'\\]]{0,2}[ \\t]{0,4}(?:=>|:=|=|:)[ \\t]{0,4}["\']?([A-Za-z0-9/+]{40})(?:[^A-Za-z0-9/+=]|$)',
    near: { keywords: ['secret'], ignoreCase: true, before: 32, after: 128 },
    accepts: ({ value }) =>
      /[a-z]/.test(value) && /[A-Z]/.test(value) && !isPlaceholder(value) && entropy(value) >= 2.9,
  },
];
