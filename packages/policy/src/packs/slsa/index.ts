import { buildPack, type ControlRow } from '../_shared/pack.ts';
import { unsigned } from '../_shared/supply.ts';

const provenance = ['trusted-attestation'];
const builder = ['trusted-builder'];
const trust = 'The level is the one that you grant the builder: how it keeps builds apart, its assessment has to show.';

const rows: readonly ControlRow[] = [
  {
    of: { 'SLSA-V1': 'The provenance is signed by somebody trusted' },
    automation: 'yes',
    rules: ['unsigned'],
    needs: provenance,
  },
  { of: { 'SLSA-V2': 'The provenance is of this digest' }, automation: 'yes', needs: provenance },
  { of: { 'SLSA-V3': 'It is a provenance of version 1' }, automation: 'yes', needs: provenance },
  { of: { 'SLSA-V4': 'The builder and its key are known' }, automation: 'yes', needs: builder },
  {
    of: { 'SLSA-V5': 'The kind of build and its parameters are the expected ones' },
    automation: 'yes',
    needs: builder,
  },
  // Not `unsigned`: at this level a provenance without a signature will do.
  { of: { 'SLSA-L1': 'Provenance exists' }, automation: 'yes', needs: provenance },
  { of: { 'SLSA-L2': 'A hosted platform builds and signs' }, automation: 'partly', needs: builder, manual: trust },
  {
    of: { 'SLSA-L3': 'Builds are kept apart, and keys out of their reach' },
    automation: 'partly',
    needs: builder,
    manual: trust,
  },
  { of: { 'SLSA-VSA': 'A verifier sums up what it verified' }, automation: 'yes', needs: ['trusted-verifier'] },
  {
    of: { 'SLSA-DEP': 'Dependencies are recorded' },
    automation: 'partly',
    manual: 'Compare resolvedDependencies of the provenance with the SBOM.',
  },
  {
    of: { 'SLSA-SRC': 'The source track' },
    automation: 'evidence',
    needs: ['trusted-verifier'],
    manual: 'Keep the summary of the source with the release; the dependency track is a draft.',
  },
];

/** Levels of the build track, by builders that the operator trusts. */
export const slsa = buildPack({
  name: 'slsa',
  title: 'SLSA build track',
  about:
    'Asks for signed provenance of the image; the levels follow from the builders that you trust, which you fill in.',
  framework: {
    id: 'SLSA',
    title: 'Supply-chain Levels for Software Artifacts',
    version: '1.2',
    source: 'https://slsa.dev/spec/v1.2/',
    lastVerified: '2026-11-21',
    notice:
      'A level is granted by whoever verifies, and never read from the document: without a list of builders no level is reported. The SLSA-V numbers are of this pack.',
  },
  rows,
  sections: [{ id: 'provenance', name: 'Provenance', imagesOnly: true, rules: [unsigned('STOP')] }],
});
