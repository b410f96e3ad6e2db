import { coverageIds } from '../_shared/coverage.ts';
import type { ControlRow } from '../_shared/pack.ts';

const cluster = 'Ask the cluster: Gantry answers what a policy says of an image, and does not see what runs.';
const signed = { rules: ['unsigned'], needs: ['trusted-signature'] } as const;

const images: readonly ControlRow[] = [
  {
    of: { '4.1.1-a': 'Images are scanned from the build to the end of their life' },
    automation: 'yes',
    rules: coverageIds,
    needs: ['workload'],
  },
  {
    of: { '4.1.1-b': 'Weaknesses of every layer and of the libraries of programs are seen' },
    automation: 'yes',
    rules: ['distro-unknown', 'language-data-missing', 'packages-not-compared', 'unrated', 'unowned-executable'],
  },
  {
    of: { '4.1.1-c': 'A score decides what may go on' },
    automation: 'yes',
    rules: ['fixable-cvss-7', 'critical-open', 'osv-data-old', 'distro-data-missing', 'language-data-missing'],
    manual: 'The guide leaves the bar to you; the pack takes 7.0.',
  },
  {
    of: { '4.1.2-a': 'The configuration of the image follows good practice' },
    automation: 'partly',
    rules: [
      'no-healthcheck',
      'remote-add',
      'local-add',
      'lone-index-update',
      'verification-off',
      'download-into-shell',
      'setuid-file',
      'world-writable',
    ],
    manual: 'Compare with what the vendor of the software advises.',
  },
  { of: { '4.1.2-b': 'The program runs without privileges' }, automation: 'yes', rules: ['runs-as-root', 'uid-zero'] },
  {
    of: { '4.1.2-c': 'The state of all images is watched in one place' },
    automation: 'evidence',
    manual: 'Keep the verdicts of every digest that runs, and show how they change.',
  },
  { of: { '4.1.2-d': 'Images that fail do not get in' }, automation: 'partly', needs: ['workload'], manual: cluster },
  {
    of: { '4.1.2-e': 'Bases are trusted, fresh and small' },
    automation: 'partly',
    rules: ['base-unknown'],
    needs: ['approved-base', 'approved-distro', 'base-freshness'],
    manual: 'Decide which bases and distributions to approve.',
  },
  {
    of: { '4.1.2-f': 'There is no way in by SSH or another remote shell' },
    automation: 'partly',
    rules: ['ssh-server', 'ssh-host-key', 'remote-service-package', 'risky-port'],
    manual: 'Look at what listens in a running container.',
  },
  {
    of: { '4.1.3': 'No malware is built in' },
    automation: 'partly',
    rules: ['malware-not-scanned', 'malware-found', 'malware-signatures-old', 'malicious-package'],
    manual: 'Watch what the program does as well: a scanner knows only what somebody has seen before.',
  },
  {
    of: { '4.1.4-a': 'Secrets are kept outside of images' },
    automation: 'partly',
    rules: ['secret-in-file', 'secret-in-layer', 'secret-in-environment', 'credential-file'],
    manual: 'Only known forms of secrets are found.',
  },
  {
    of: { '4.1.4-b': 'Secrets are kept by validated cryptography' },
    automation: 'no',
    manual: 'It is a property of the store of secrets.',
  },
  {
    of: { '4.1.5-a': 'There is one list of trusted images and registries' },
    automation: 'partly',
    needs: ['approved-registry'],
    manual: 'Keep the list, and let an artifact that no mapping accepts fail.',
  },
  {
    of: { '4.1.5-b': 'Every image is known by its signature' },
    automation: 'partly',
    ...signed,
    manual: 'Whether the program that signs is a validated one cannot be seen from the signature.',
  },
  { of: { '4.1.5-c': 'Hosts run approved images only' }, automation: 'partly', needs: ['workload'], manual: cluster },
  {
    of: { '4.1.5-d': 'The signature is verified before the image runs' },
    automation: 'partly',
    ...signed,
    manual: 'Show the rule of admission that does it.',
  },
  {
    of: { '4.1.5-e': 'Repositories are kept up' },
    automation: 'partly',
    rules: ['old-image', 'end-of-life-distro', 'end-of-life-package', 'eol-data-old'],
    manual: 'Look for repositories that nobody builds any more.',
  },
];

const around: readonly ControlRow[] = [
  {
    of: { '4.2.1': 'Registries are spoken to over TLS' },
    automation: 'partly',
    needs: ['registry-transport'],
    manual: 'Look at the settings of every client that pulls.',
  },
  {
    of: { '4.2.2-a': 'Stale and unsafe images are removed' },
    automation: 'partly',
    needs: ['registry-inventory'],
    manual: 'Compare what the registry keeps with what runs.',
  },
  {
    of: { '4.2.2-b': 'Images are named by version or digest, not by latest' },
    automation: 'yes',
    rules: ['floating-base', 'unpinned-base'],
    needs: ['workload'],
  },
  {
    of: { '4.2.3': 'Registries ask who you are, and promote only what was scanned' },
    automation: 'partly',
    needs: ['trusted-attestation'],
    manual: 'Look at the accounts and logs of the registry.',
  },
  {
    of: {
      '4.3.1': 'Few people administer the orchestrator',
      '4.3.2': 'Access to the orchestrator is controlled',
      '4.3.3': 'Networks of workloads are kept apart',
      '4.3.4': 'Workloads of different sensitivity are kept apart',
      '4.3.5': 'Nodes are trusted',
    },
    automation: 'no',
    manual: 'Use a benchmark of the orchestrator.',
  },
  {
    of: { '4.4.1': 'The runtime has no known weakness' },
    automation: 'partly',
    needs: ['workload'],
    manual: 'Compare the versions of containerd or CRI-O with their advisories.',
  },
  {
    of: { '4.4.2': 'What containers reach over the network is controlled' },
    automation: 'no',
    manual: 'Look at the network policies.',
  },
  {
    of: { '4.4.3': 'Containers are started with safe settings' },
    automation: 'partly',
    needs: ['workload'],
    manual: cluster,
  },
  {
    of: { '4.4.4': 'Programs are held in by a read-only root and by profiles' },
    automation: 'partly',
    needs: ['workload'],
    manual: cluster,
  },
  {
    of: { '4.4.5': 'No container runs that nobody approved' },
    automation: 'partly',
    needs: ['workload'],
    manual: cluster,
  },
  {
    of: {
      '4.5.1': 'The host does little else',
      '4.5.2': 'Containers share a host only with their like',
      '4.5.3': 'The host is kept up to date',
      '4.5.4': 'Access to the host is controlled',
      '4.6': 'Trust reaches down to the hardware',
    },
    automation: 'no',
    manual: 'It is a property of the host.',
  },
  {
    of: { '4.5.5': 'Containers cannot change the file system of the host' },
    automation: 'partly',
    rules: ['sensitive-volume'],
    needs: ['workload'],
    manual: cluster,
  },
];

/** Every row of the guide's section 4 that this pack knows. */
export const rows: readonly ControlRow[] = [...images, ...around];
