import { coverageIds } from '../_shared/coverage.ts';
import type { ControlRow } from '../_shared/pack.ts';

const podSpec = 'Look at the pod specification or at the running container: an image does not show how it is started.';

/** Section 4: images and the files that they are built from. */
const images: readonly ControlRow[] = [
  {
    of: { '4.1': 'The program runs as an account other than root' },
    automation: 'yes',
    rules: ['runs-as-root', 'uid-zero'],
  },
  {
    of: { '4.2': 'The base image is one that you trust' },
    automation: 'partly',
    rules: ['base-unknown'],
    needs: ['approved-base', 'approved-registry', 'base-signature'],
    manual: 'Decide which bases and registries to trust; the rules then only compare.',
  },
  {
    of: { '4.3': 'No package is installed that is not needed' },
    automation: 'partly',
    rules: ['remote-service-package', 'development-tool'],
    manual: 'Look through the list of packages: only somebody who knows the program can say what it needs.',
  },
  {
    of: { '4.4': 'The image is scanned, and rebuilt with fixes' },
    automation: 'yes',
    rules: [...coverageIds, 'critical-open', 'fixable-high'],
  },
  {
    of: { '4.5': 'Clients pull only what is signed' },
    automation: 'evidence',
    rules: ['unsigned'],
    needs: ['trusted-signature'],
    manual:
      'The benchmark looks at a variable of the client host. Signatures on the image are the outcome that it is after, not its audit.',
  },
  {
    of: { '4.6': 'A health check is declared' },
    automation: 'partly',
    rules: ['no-healthcheck'],
    manual: 'See that the check tests the program and not only that a process lives.',
  },
  {
    of: { '4.7': 'A package index is not refreshed on its own' },
    automation: 'partly',
    rules: ['lone-index-update'],
    manual: 'Hand in the Dockerfile: the history of an image does not keep instructions apart well enough.',
  },
  {
    of: { '4.8': 'No file raises the privileges of who runs it' },
    automation: 'yes',
    rules: ['setuid-file', 'privileged-executable'],
  },
  {
    of: { '4.9': 'Files come in with COPY, not ADD' },
    automation: 'partly',
    rules: ['local-add', 'remote-add'],
    manual: 'An ADD that unpacks a local archive may be wanted: look at what is left.',
  },
  {
    of: { '4.10': 'Build files and layers hold no secrets' },
    automation: 'partly',
    rules: ['secret-in-file', 'secret-in-layer', 'secret-in-environment', 'secret-in-argument', 'credential-file'],
    manual: 'Search by hand where secrets have a form of their own: only known forms are found.',
  },
  {
    of: { '4.11': 'Packages are verified before they are installed' },
    automation: 'partly',
    rules: ['verification-off', 'download-into-shell', 'changed-package-file', 'unowned-executable'],
    manual: 'Whether a signature was checked at the time cannot be seen afterwards: look at the build itself.',
  },
  {
    of: { '4.12': 'Signed artifacts are validated before use' },
    automation: 'partly',
    rules: ['unsigned'],
    needs: ['trusted-signature', 'trusted-attestation'],
    manual: 'Show that the registry or the pipeline refuses what does not validate.',
  },
];

/** Sections 5 and 6, as far as an image says something of them. */
const runtime: readonly ControlRow[] = [
  {
    of: { '5.7': 'No SSH server runs in a container' },
    automation: 'partly',
    rules: ['ssh-server', 'ssh-host-key', 'remote-service-package', 'risky-port'],
    manual: 'Look at the processes of a running container: one may be installed after the start.',
  },
  {
    of: { '5.8': 'Ports below 1024 are not mapped' },
    automation: 'partly',
    rules: ['privileged-port'],
    needs: ['workload'],
    manual: podSpec,
  },
  {
    of: { '5.9': 'Only the ports that are needed are open' },
    automation: 'partly',
    needs: ['approved-ports'],
    manual: 'EXPOSE only tells an intention: compare with what listens in the running container.',
  },
  {
    of: {
      '5.4': 'Linux capabilities are cut down',
      '5.5': 'Containers are not privileged',
      '5.26': 'A process cannot gain more privileges',
    },
    automation: 'partly',
    needs: ['workload'],
    manual: podSpec,
  },
  {
    of: { '5.6': 'Sensitive folders of the host are not mounted', '5.32': 'The socket of the runtime is not mounted' },
    automation: 'partly',
    rules: ['sensitive-volume'],
    needs: ['workload'],
    manual: podSpec,
  },
  {
    of: {
      '5.10': 'The network of the host is not shared',
      '5.16': 'The processes of the host are not shared',
      '5.17': 'The memory segments of the host are not shared',
      '5.21': 'The host name space is not shared',
      '5.31': 'The user name space of the host is not shared',
    },
    automation: 'partly',
    needs: ['workload'],
    manual: podSpec,
  },
  {
    of: { '5.11': 'Memory is limited', '5.12': 'CPU is shared out', '5.29': 'The number of processes is limited' },
    automation: 'partly',
    needs: ['workload'],
    manual: podSpec,
  },
  {
    of: { '5.13': 'The root file system is mounted read-only' },
    automation: 'partly',
    needs: ['workload'],
    manual: podSpec,
  },
  {
    of: {
      '5.2': 'An AppArmor profile is on',
      '5.3': 'SELinux options are set',
      '5.22': 'The default seccomp profile is on',
    },
    automation: 'partly',
    needs: ['workload'],
    manual: podSpec,
  },
  {
    of: { '5.27': 'Health is checked while the container runs' },
    automation: 'partly',
    rules: ['no-healthcheck'],
    needs: ['workload'],
    manual: podSpec,
  },
  {
    of: { '5.28': 'What runs is the newest build of its image' },
    automation: 'partly',
    needs: ['workload', 'registry-inventory'],
    manual: 'Compare the digests that run with those that the tags name now.',
  },
  {
    of: { '6.1': 'Images do not pile up' },
    automation: 'partly',
    needs: ['registry-inventory'],
    manual: 'Compare what the registry keeps with what runs.',
  },
  {
    of: {
      '1.x': 'Host configuration',
      '2.x': 'Configuration of the daemon',
      '3.x': 'Files of the daemon and their rights',
      '5.1': 'Swarm mode is off where it is not used',
      '5.14': 'Traffic is bound to one interface of the host',
      '5.15': 'Restarts after a failure are limited',
      '5.18': 'Devices of the host are not handed in',
      '5.19': 'Default limits are overridden only where needed',
      '5.20': 'Mounts do not propagate to the host',
      '5.23': 'Commands in containers are not run privileged',
      '5.24': 'Commands in containers are not run as root',
      '5.25': 'Control groups are confirmed',
      '5.30': 'The default bridge network is not used',
      '6.2': 'Containers do not pile up',
      '7.x': 'Swarm configuration',
    },
    automation: 'no',
    manual: 'It is a property of the Docker host: use a tool that runs there.',
  },
];

/** Every row of the benchmark that this pack knows. */
export const rows: readonly ControlRow[] = [...images, ...runtime];
