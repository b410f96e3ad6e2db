import type { KnownExploited } from '@gantry/core';
import { failureCode } from '@gantry/core/testing';
import { describe, expect, it } from 'vitest';
import { testSink } from '../../testing/index.ts';
import { readCatalogue } from './to-advisories.ts';

const log4shell = {
  cveID: 'CVE-2021-44228',
  vendorProject: 'Apache',
  dateAdded: '2021-12-10',
  dueDate: '2021-12-24',
  requiredAction: 'Update.',
  knownRansomwareCampaignUse: 'Known',
};

function sink() {
  const kept: KnownExploited[] = [];
  const lost: string[] = [];
  const all = testSink({
    knownExploited: (entry) => void kept.push(entry),
    rejected: (reason, record) => void lost.push(`${reason} ${record}`),
  });
  return { all, kept, lost };
}

describe('feeds/kev/to-advisories', () => {
  it('reads what policies ask for', async () => {
    const { all, kept } = sink();
    await readCatalogue(JSON.stringify({ vulnerabilities: [log4shell] }), 'here', all);
    expect(kept).toEqual([
      {
        cve: 'CVE-2021-44228',
        dateAdded: '2021-12-10',
        dueDate: '2021-12-24',
        ransomware: true,
        requiredAction: 'Update.',
      },
    ]);
  });

  it.each([
    ['nothing', null, 'entry 0'],
    ['a list', [], 'entry 0'],
    ['no CVE', { ...log4shell, cveID: undefined }, 'entry 0'],
    ['another id', { ...log4shell, cveID: 'GHSA-1' }, 'GHSA-1'],
    ['a number for a date', { ...log4shell, dateAdded: 20211210 }, 'CVE-2021-44228'],
    ['a date in words', { ...log4shell, dueDate: 'soon' }, 'CVE-2021-44228'],
    ['prototype keys only', JSON.parse('{"__proto__":{"cveID":"CVE-2021-44228"}}'), 'entry 0'],
  ])('counts an entry that is %s', async (_what, entry, name) => {
    const { all, kept, lost } = sink();
    await readCatalogue(JSON.stringify({ vulnerabilities: [entry, log4shell] }), 'here', all);
    expect([kept.length, lost]).toEqual([1, [`bad-entry ${name}`]]);
  });

  it.each(['', '[]', '{}', '{"vulnerabilities":{}}', '<html>'])('refuses %j as a catalogue', async (text) => {
    expect(await failureCode(() => readCatalogue(text, 'here', sink().all))).toBe('VULNS_FEED_UNREADABLE');
  });
});
