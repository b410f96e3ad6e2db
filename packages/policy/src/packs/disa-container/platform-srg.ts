import { coverageIds } from '../_shared/coverage.ts';
import type { ControlRow } from '../_shared/pack.ts';

const cluster = 'Ask the platform: an image does not show it.';
const retention = 'Compare what the registry keeps with what runs.';

/** Rules of the Container Platform SRG for which an image is evidence. */
export const platformSrg: readonly ControlRow[] = [
  {
    of: { 'V-233015': 'Images travel over TLS 1.2 or later' },
    automation: 'partly',
    needs: ['registry-transport'],
    manual: cluster,
  },
  {
    of: { 'V-233064': 'The platform is built from verified packages' },
    automation: 'partly',
    rules: ['unsigned', 'verification-off'],
    needs: ['trusted-signature'],
    manual: 'Check the images of the platform itself with this pack.',
  },
  {
    of: { 'V-233065': 'Images are verified' },
    automation: 'partly',
    rules: ['unsigned'],
    needs: ['trusted-signature', 'workload'],
    manual: 'Show the rule of admission.',
  },
  {
    of: { 'V-233072': 'The registry holds only what is needed' },
    automation: 'partly',
    needs: ['registry-inventory'],
    manual: retention,
  },
  {
    of: { 'V-233074': 'Ports from 1024 on' },
    automation: 'partly',
    rules: ['privileged-port'],
    needs: ['workload'],
    manual: cluster,
  },
  {
    of: { 'V-233095': 'Passwords are kept only in cryptographic form' },
    automation: 'partly',
    rules: ['secret-in-file', 'secret-in-environment'],
    needs: ['workload'],
    manual: 'Look at the variables of the pods.',
  },
  {
    of: { 'V-233127': 'Containers do not reach privileged resources' },
    automation: 'partly',
    needs: ['workload'],
    manual: cluster,
  },
  {
    of: { 'V-233163': 'Containers run with the least privilege' },
    automation: 'partly',
    rules: ['runs-as-root', 'uid-zero'],
    needs: ['workload'],
    manual: cluster,
  },
  {
    of: { 'V-233192': 'Only permitted images run' },
    automation: 'partly',
    needs: ['approved-registry', 'workload'],
    manual: cluster,
  },
  {
    of: { 'V-233210': 'The scanner sees everything' },
    automation: 'evidence',
    rules: ['parts-unread'],
    manual: 'The image was read as files: the report names what could not be read.',
  },
  {
    of: { 'V-233222': 'Overload is limited', 'V-270875': 'Resources are requested' },
    automation: 'partly',
    needs: ['workload'],
    manual: cluster,
  },
  {
    of: { 'V-233230': 'Old components are removed', 'V-233231': 'Old images are removed' },
    automation: 'partly',
    needs: ['registry-inventory'],
    manual: retention,
  },
  {
    of: { 'V-233233': 'Images of the registry are updated within 30 days' },
    automation: 'yes',
    rules: ['fix-for-low-over-30-days', ...coverageIds],
  },
  {
    of: { 'V-233234': 'Running software is updated within 30 days' },
    automation: 'yes',
    rules: ['fix-for-low-over-30-days'],
    needs: ['workload'],
  },
  {
    of: { 'V-233271': 'Hashes are of a validated kind', 'V-233285': 'Signatures use SHA-2' },
    automation: 'partly',
    rules: ['unsigned'],
    needs: ['trusted-signature', 'crypto-modules'],
    manual: 'Match modules with their certificates.',
  },
  {
    of: { 'V-233273': 'The platform is set up by DoD guidance' },
    automation: 'evidence',
    rules: ['no-stig-result', 'stig-result-old'],
    manual: 'Read the open rules of the stored result.',
  },
  {
    of: { 'V-233275': 'Scans go on continuously' },
    automation: 'partly',
    rules: ['osv-data-old', 'kev-data-old'],
    manual: 'One evaluation shows the age of its data only: show that they go on, by their history.',
  },
  {
    of: { 'V-270876': 'The root file system is read-only' },
    automation: 'partly',
    needs: ['workload'],
    manual: cluster,
  },
  {
    of: { 'V-278968': 'The version of the platform is supported' },
    automation: 'partly',
    needs: ['workload'],
    manual: cluster,
  },
  {
    of: { 'V-263599': 'Only approved trust anchors' },
    automation: 'partly',
    rules: ['added-authority'],
    manual: 'Compare the certificate authorities of the image with the approved ones.',
  },
];
