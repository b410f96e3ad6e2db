import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Advisory } from '@gantry/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildStarterDatabase, openDatabase, searchDatabase } from '../../index.ts';
import { readKevEntry } from '../_shared/kev-entry.ts';
import { readRecord, toAdvisory } from '../_shared/osv/index.ts';

const folder = fileURLToPath(new URL('../../../starter', import.meta.url));
const names = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'kev.json');
const catalogue = JSON.parse(readFileSync(join(folder, 'kev.json'), 'utf8')) as {
  vulnerabilities: { cveID: string }[];
};

function load(name: string): { advisory: Advisory; flaws: readonly string[] } {
  const read = readRecord(readFileSync(join(folder, name), 'utf8'));
  if (!read.ok) throw new Error(`${name}: ${read.because}`);
  return toAdvisory(read.record, 'starter');
}

describe('feeds/starter: the records that ship', () => {
  it('has at least 60 of them', () => {
    expect(names.length).toBeGreaterThanOrEqual(60);
  });

  it.each(names)('%s', (name) => {
    const { advisory, flaws } = load(name);
    expect(`${advisory.id}.json`).toBe(name);
    expect(flaws).toEqual([]);
    expect(advisory.summary).toMatch(/^\S.{15,160}$/);
    expect(advisory.severity).not.toBe('unknown');
    expect(advisory.published).toMatch(/^\d{4}-/);
    expect(advisory.withdrawn).toBeNull();
    expect(advisory.references.length).toBeGreaterThan(0);
    expect(advisory.affected.length).toBeGreaterThan(0);
    for (const affected of advisory.affected) {
      expect(affected.stretches.length + affected.versions.length, affected.name).toBeGreaterThan(0);
      expect(affected.unreadable, affected.name).toBeUndefined();
    }
    const keys = advisory.affected.map(({ ecosystem, name: pkg }) => `${ecosystem} ${pkg}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('names exploited vulnerabilities that it has records of', () => {
    const ids = new Set(names.flatMap((name) => [load(name).advisory.id, ...load(name).advisory.aliases]));
    for (const entry of catalogue.vulnerabilities) {
      expect(readKevEntry(entry), entry.cveID).not.toBeNull();
      expect(ids.has(entry.cveID), entry.cveID).toBe(true);
    }
  });
});

describe('feeds/starter: the database made of it', () => {
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'gantry-starter-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('says that it is only a starter set', async () => {
    const status = await buildStarterDatabase({ dir, now: '2026-01-01T00:00:00Z' });
    expect(status.starter).toBe(true);
    expect(status.counts).toMatchObject({ advisories: names.length, exploited: catalogue.vulnerabilities.length });
    expect(status.losses.map(({ rejected, flawed }) => [rejected, flawed])).toEqual([[{}, {}]]);
    expect(new Set(status.sources.map(({ feed }) => feed))).toEqual(new Set(['starter']));
    expect(status.covered).toEqual(
      expect.arrayContaining([
        'npm',
        'PyPI',
        'Maven',
        'Go',
        'Debian:12',
        'Alpine:v3.20',
        'RubyGems',
        'crates.io',
        'NuGet',
        'Packagist',
      ]),
    );
  });

  it('knows the flaws that everybody asks for', async () => {
    await buildStarterDatabase({ dir, now: '2026-01-01T00:00:00Z' });
    const database = openDatabase(dir);
    const ids = (ecosystem: string, name: string) =>
      database.affected(ecosystem, name).map(({ advisoryId }) => advisoryId);
    expect(ids('Maven', 'org.apache.logging.log4j:log4j-core')).toContain('CVE-2021-44228');
    expect(ids('npm', 'lodash')).toContain('CVE-2021-23337');
    expect(ids('PyPI', 'requests')).toContain('CVE-2018-18074');
    expect(ids('PyPI', 'pyyaml')).toContain('CVE-2020-14343');
    expect(ids('Debian:12', 'glibc')).toContain('CVE-2023-4911');
    expect(ids('Go', 'stdlib')).toContain('CVE-2024-24790');
    expect(database.advisory('GHSA-9x64-5r7x-2q53')?.malicious).toBe(true);
    expect(database.knownExploited('CVE-2021-44228')).toMatchObject({ dateAdded: '2021-12-10', ransomware: true });
    expect(searchDatabase(database, 'GHSA-jfh8-c2jp-5v3q').advisories.map(({ id }) => id)).toEqual(['CVE-2021-44228']);
    database.close();
  });
});
