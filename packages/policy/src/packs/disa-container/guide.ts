import type { ControlRow } from '../_shared/pack.ts';

const pod = 'Look at the pod specification: an image does not show how it is started.';

/** The Container Image Creation and Deployment Guide. */
export const guide: readonly ControlRow[] = [
  {
    of: { '2.1': 'No SSH server' },
    automation: 'partly',
    rules: ['ssh-server', 'ssh-host-key', 'remote-service-package', 'risky-port'],
    manual: 'Look at the processes of a running container.',
  },
  { of: { '2.2': 'An account without privileges' }, automation: 'yes', rules: ['runs-as-root', 'uid-zero'] },
  { of: { '2.3': 'No programs that raise privileges' }, automation: 'yes', rules: ['privileged-executable'] },
  {
    of: { '2.4': 'Build steps with a known result' },
    automation: 'partly',
    rules: ['remote-add', 'local-add', 'network-in-build', 'download-into-shell'],
    manual: 'Hand in the Dockerfile, and build without a network.',
  },
  { of: { '2.5': 'Only ports from 1024 on' }, automation: 'yes', rules: ['privileged-port'] },
  {
    of: { '2.6': 'A health check' },
    automation: 'partly',
    rules: ['no-healthcheck'],
    manual: 'Short-lived containers may go without: record the waiver.',
  },
  {
    of: { '2.7': 'TLS to the registry' },
    automation: 'partly',
    needs: ['registry-transport'],
    manual: 'Look at the settings of the builders.',
  },
  {
    of: { '2.8': 'Few stale layers' },
    automation: 'partly',
    rules: ['lone-index-update', 'many-layers'],
    manual: 'Build without a cache before a release.',
  },
  {
    of: { '2.9': 'Nothing confidential in build files' },
    automation: 'partly',
    rules: ['secret-in-environment', 'secret-in-argument', 'secret-in-layer'],
    manual: 'Only known forms of secrets are found.',
  },
  { of: { '2.10': 'Signed base images' }, automation: 'yes', needs: ['base-signature'] },
  {
    of: { '2.11': 'Verified packages' },
    automation: 'partly',
    rules: ['verification-off', 'changed-package-file'],
    manual: 'Whether a signature was checked at the time cannot be seen afterwards.',
  },
  {
    of: { '2.12': 'Only what the service needs' },
    automation: 'partly',
    rules: ['remote-service-package', 'development-tool'],
    needs: ['size-budget'],
    manual: 'Only somebody who knows the program can say what it needs.',
  },
  {
    of: { '2.13': 'Only the ports of the service' },
    automation: 'partly',
    needs: ['approved-ports'],
    manual: 'Compare with what listens.',
  },
  {
    of: { '2.14': 'An approved base, compared by digest' },
    automation: 'yes',
    rules: ['base-unknown'],
    needs: ['approved-base'],
  },
  {
    of: { '2.15': 'Replaced images are removed' },
    automation: 'partly',
    needs: ['registry-inventory'],
    manual: 'Compare what the registry keeps with what runs.',
  },
  {
    of: { '2.16': 'The STIG or SRG of the service is applied' },
    automation: 'evidence',
    rules: ['no-stig-result', 'stig-result-old'],
    manual: 'Read the open rules of the stored result.',
  },
  {
    of: { '2.17': 'Trusted sources' },
    automation: 'partly',
    rules: ['unsigned'],
    needs: ['approved-registry', 'trusted-signature'],
    manual: 'Approve registry1.dso.mil first; the guide does not trust public registries.',
  },
  {
    of: { '2.18': 'No built-in credentials' },
    automation: 'partly',
    rules: ['secret-in-file', 'credential-file'],
    manual: 'Only known forms of secrets are found.',
  },
  {
    of: {
      '3.1': 'The socket of the runtime is not mounted',
      '3.2': 'System calls are limited',
      '3.3': 'The number of processes is limited',
      '3.4': 'Folders of the host are not mounted',
      '3.5': 'Memory and CPU are limited',
      '3.6': 'Memory and CPU are requested',
      '3.7': 'The root file system is read-only',
      '3.8': 'Liveness is probed',
      '3.9': 'Readiness is probed',
      '3.10': 'Name spaces of the host are not shared',
      '3.11': 'Workloads carry labels and select nodes',
    },
    automation: 'partly',
    needs: ['workload'],
    manual: pod,
  },
];
