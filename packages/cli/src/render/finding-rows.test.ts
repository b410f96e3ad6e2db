import type { Finding, Package } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { findingRows } from './finding-rows.ts';

describe('render/finding-rows', () => {
  it.each([
    [
      'several rules on one package and vulnerability are one row',
      [finding('a', 'exploited'), finding('a', 'critical')],
      ['CVE-1 in lib-a 1.0 | /lib-a | upgrade to 2.0 | exploited, critical'],
    ],
    [
      'packages of one version that share vulnerability, fix and place are one row',
      [finding('a', 'critical', '/status'), finding('b', 'critical', '/status')],
      ['CVE-1 in lib-a, lib-b 1.0 | /status | upgrade to 2.0 | critical'],
    ],
    [
      'many names are counted',
      ['a', 'b', 'c', 'd', 'e'].map((id) => finding(id, 'critical', '/status')),
      ['CVE-1 in lib-a, lib-b, lib-c and 2 more 1.0 | /status | upgrade to 2.0 | critical'],
    ],
    [
      'other places stay apart',
      [finding('a', 'critical'), finding('b', 'critical')],
      [
        'CVE-1 in lib-a 1.0 | /lib-a | upgrade to 2.0 | critical',
        'CVE-1 in lib-b 1.0 | /lib-b | upgrade to 2.0 | critical',
      ],
    ],
    [
      'what is about no package says its message',
      [{ ...finding('none', 'root'), packageId: null, vulnerability: null, fix: null, recommendation: 'USER app' }],
      ['found | /none | USER app | root'],
    ],
  ])('%s', (_name, findings, rows) => {
    const packages = new Map(['a', 'b', 'c', 'd', 'e'].map((id) => [id, pkg(id)]));
    expect(
      findingRows(findings, packages, ({ path, packageId }) => path ?? `/lib-${packageId}`).map((row) =>
        [row.what, row.where, row.fix, row.rules.join(', ')].join(' | '),
      ),
    ).toEqual(rows);
  });
});

function pkg(id: string): Package {
  return {
    id,
    kind: 'npm',
    name: `lib-${id}`,
    version: '1.0',
    purl: null,
    licenses: [],
    cpes: [],
    locations: [],
    foundBy: 'npm',
    evidence: 'installed',
    metadata: { kind: 'npm' },
  };
}

function finding(id: string, ruleId: string, path = `/${id === 'none' ? id : `lib-${id}`}`): Finding {
  return {
    triggerId: 't',
    gate: 'g',
    trigger: 't',
    ruleId,
    ruleSetId: 's',
    message: 'found',
    action: 'stop',
    allowlisted: false,
    allowlistMatch: null,
    recommendation: '',
    controlIds: [],
    fix: { kind: 'upgrade', packageId: id, name: `lib-${id}`, from: '1.0', to: '2.0' },
    packageId: id,
    vulnerability: 'CVE-1',
    path,
    layer: null,
  };
}
