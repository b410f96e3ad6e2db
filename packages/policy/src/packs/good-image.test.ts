import type { BillDocument, PolicyFacts } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import { complianceReport } from '../compliance/index.ts';
import {
  aBill,
  aConfig,
  aDataSource,
  aFile,
  anImage,
  anInspection,
  aPackage,
  aReport,
  aScan,
  aSearch,
  aVerification,
  retrieved,
  someFacts,
  verdictOf,
} from '../testing/index.ts';
import { packs } from './registry.ts';

const bash = aPackage('deb', 'bash', {
  purl: 'pkg:deb/debian/bash@1.0.0',
  licenses: [{ value: 'MIT', spdx: 'MIT', type: 'declared' }],
});
const titles = ['title', 'description', 'licenses', 'vendor', 'version'];
const labels = Object.fromEntries(titles.map((name) => [`org.opencontainers.image.${name}`, 'MIT']));
const document: BillDocument = {
  ...{
    format: 'CycloneDX',
    formatVersion: '1.6',
    created: '2026-11-20T00:00:00Z',
    authors: ['Example'],
    serial: 'urn:1',
  },
  ...{
    phases: ['build'],
    signed: true,
    stated: { [bash.id]: { hashed: true, supplier: 'A Person', graph: 'linked' } },
  },
};
const text = `FROM debian:12@sha256:${'a'.repeat(64)}\nCOPY . /app\nEXPOSE 8080\nHEALTHCHECK CMD true\nUSER 1000\n`;
const files = {
  '/etc/passwd': 'root:x:0:0::/root:/bin/sh\napp:x:1000:1000::/:/bin/false',
  '/etc/shadow': 'root:*:1::::::',
};
const absent = ['/etc/dnf/dnf.conf', '/etc/yum.conf', '/etc/yum.repos.d/redhat.repo', '/etc/yum.repos.d/ubi.repo'];
const absentToo = ['/etc/pip.conf', '/root/.config/pip/pip.conf', '/root/.npmrc'];
const pam = ['/etc/pam.d/system-auth', '/etc/pam.d/password-auth'];
const none = Object.fromEntries([...absent, ...absentToo, ...pam].map((path) => [path, null]));

/** An image of which everything was collected, and nothing is wrong. */
const good: PolicyFacts = someFacts({
  bill: aBill([bash], {
    source: anImage({ config: aConfig({ user: '1000', labels, created: '2026-11-15T00:00:00Z' }) }),
    document,
  }),
  report: aReport([], {
    sources: ['kev', 'epss', 'eol', 'malware', 'nvd']
      .map((feed) => aDataSource(feed, { feed }))
      .concat(aDataSource('Debian', { releases: ['Debian:12'] })),
    lifecycles: [
      {
        ...{ packageId: null, product: 'debian', label: 'Debian', cycle: '12', endOfActiveSupport: null },
        ...{ endOfLife: '2028-06-30', endOfExtendedSupport: null, latest: null, lts: false, how: 'distro' },
      },
    ],
  }),
  dockerfile: { mode: 'actual', text },
  base: { reference: 'debian:12', diffIds: ['sha256:base'] },
  inspection: anInspection({
    files: { entries: [aFile('/usr/bin/true', { mode: 0o644, layer: 'sha256:base' })] },
    secretSearch: aSearch([], { allLayers: true, patterns: [{ name: 'PRIV_KEY', regex: 'x' }] }),
    retrievedFiles: retrieved({ ...files, ...none }),
    verification: aVerification(),
    hardening: [],
    malware: [aScan()],
  }),
  ancestry: { ancestors: [{ digest: 'sha256:a', tags: [], layers: 1 }], base: null },
  previous: { digest: 'sha256:b', packages: [bash] },
  relatedSources: [{ digest: 'r', packages: [bash] }],
  stigEvaluations: [
    {
      ...{ id: 'x', profile: 'p', evaluatedAt: '2026-11-20T00:00:00Z', sha256: '' },
      results: { NotAFinding: 1, Open: 0, Not_Applicable: 0, Not_Reviewed: 0 },
    },
  ],
  attachments: {
    found: [
      {
        ...{ kind: 'cosign-signature', subject: 'sha256:a', digest: 'sha256:b', from: 'tag', mediaType: 'x' },
        ...{ content: '{}', annotations: {} },
      },
    ],
    unread: [],
  },
  annotations: { exposure: 'internal' },
  firstSeen: {},
  vulnerabilityAnnotations: [],
});

/** What a pack says even of this image: Iron Bank wants its own form of FROM; DISA wants what only RHEL has. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'disa-container': ['no-crypto-policies'],
  'iron-bank': ['iron-bank-from'],
};

describe('policy/packs on a good image', () => {
  it.each(packs.map((pack) => [pack.name, pack] as const))('%s raises nothing', (name, pack) => {
    const verdict = verdictOf(pack.policy, good);
    expect(verdict.findings.map(({ ruleId }) => ruleId)).toEqual(expected[name] ?? []);
    const unsure = verdict.rules.filter(({ outcome }) => outcome !== 'evaluated').map(({ ruleId }) => ruleId);
    // Nobody verifies the signature inside a document.
    expect(unsure).toEqual(name === 'sbom-minimum' ? ['sbom-signature'] : []);
  });

  it.each(packs.filter(({ framework }) => framework).map((pack) => [pack.name, pack] as const))(
    '%s leaves open only what people decide or fill in',
    (_name, pack) => {
      const { controls } = complianceReport({ pack, verdict: verdictOf(pack.policy, good), facts: good });
      for (const { id, state, missing, manual, openFindings, rules } of controls) {
        if (state === 'failed') expect(openFindings, id).toBeGreaterThan(0);
        if (state === 'not-evaluated' && !rules.some((rule) => rule.endsWith('/sbom-signature')))
          expect(missing.length, id).toBeGreaterThan(0);
        if (state === 'manual') expect(manual, id).not.toBeNull();
      }
    },
  );
});
