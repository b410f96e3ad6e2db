import type { PolicyEvaluationResult } from '@gantry/contract/common';
import { describe, expect, it } from 'vitest';
import { findingsText } from './findings-text.ts';

const finding = {
  trigger_id: 'CVE-1+a',
  gate: 'vulnerabilities',
  trigger: 'package',
  message: 'HIGH Vulnerability found in os package type (dpkg) - a (fixed in: 2)(CVE-1 - https://example.com/CVE-1)',
  action: 'stop',
  recommendation: 'Upgrade it before anything else happens.',
  allowlisted: false,
};
const remediations = [
  { trigger_ids: ['CVE-1+a'], suggestions: [{ message: 'Upgrade a from 1 to 2', preferred: true }] },
];
const result = { details: { findings: [finding], remediations } } as unknown as PolicyEvaluationResult;

describe('render/findingsText', () => {
  it('gives a finding one line where lines may be long', () => {
    const lines = findingsText(result, { color: false, columns: null }).trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/^stop {4}vulnerabilities {2}package {2}HIGH .* {2}Upgrade a from 1 to 2 {2}Upgrade it/);
  });

  it('keeps the table on a screen that is wide enough', () => {
    expect(findingsText(result, { color: false, columns: 400 })).toMatch(/^ACTION {2}GATE/);
  });

  it('wraps the sentences on a narrow screen and loses nothing', () => {
    expect(findingsText(result, { color: false, columns: 60 })).toBe(`stop  vulnerabilities: package
      HIGH Vulnerability found in os package type (dpkg) - a
      (fixed in: 2)(CVE-1 - https://example.com/CVE-1)
      Fix: Upgrade a from 1 to 2
      Upgrade it before anything else happens.
`);
  });
});
