import type { ControlRow } from '../_shared/pack.ts';

/** Family CM. */
export const configuration: readonly ControlRow[] = [
  {
    of: { 'CM-2': 'There is a baseline', 'CM-2(2)': 'The baseline is kept current automatically' },
    automation: 'partly',
    rules: ['packages-added', 'packages-removed', 'packages-modified'],
    needs: ['approved-base'],
    manual: 'State what the baseline of the system is.',
  },
  {
    of: { 'CM-3': 'Changes are controlled' },
    automation: 'evidence',
    rules: ['packages-added', 'packages-removed', 'packages-modified'],
    manual: 'Signed provenance names commit and builder: keep it with the approval of the change.',
  },
  {
    of: { 'CM-5': 'Few people may change the system' },
    automation: 'no',
    manual: 'Look at the rights in the registry and in the cluster.',
  },
  {
    of: { 'CM-6': 'Settings are chosen and kept' },
    automation: 'partly',
    rules: [
      'no-healthcheck',
      'remote-add',
      'local-add',
      'lone-index-update',
      'download-into-shell',
      'world-writable',
      'no-stig-result',
      'stig-result-old',
    ],
    manual: 'Fix or record every deviation from the guide that you chose.',
  },
  {
    of: { 'CM-7': 'Nothing is there that is not needed' },
    automation: 'partly',
    rules: ['remote-service-package', 'development-tool', 'ssh-server'],
    manual: 'Only somebody who knows the program can say what it needs.',
  },
  {
    of: { 'CM-7(1)': 'Ports, protocols and services are reviewed' },
    automation: 'partly',
    rules: ['risky-port', 'privileged-port'],
    needs: ['approved-ports'],
    manual: 'EXPOSE only tells an intention: compare with what listens.',
  },
  {
    of: { 'CM-7(2)': 'Forbidden programs cannot run' },
    automation: 'partly',
    rules: ['remote-service-package'],
    manual: 'What is installed after the start is outside of the image.',
  },
  {
    of: { 'CM-7(5)': 'Only approved software is there' },
    automation: 'partly',
    rules: ['unowned-executable'],
    needs: ['approved-packages'],
    manual: 'Keep the list of approved software.',
  },
  {
    of: {
      'CM-8': 'There is an inventory of components',
      'CM-8(1)': 'The inventory follows every change',
      'CM-8(3)': 'Components that nobody approved are noticed',
    },
    automation: 'yes',
    rules: ['bill-empty', 'parts-unread', 'packages-added'],
    needs: ['workload'],
  },
  {
    of: { 'CM-10': 'Licenses are kept to' },
    automation: 'partly',
    rules: ['unknown-license'],
    needs: ['approved-licenses'],
    manual: 'Whether a use keeps to a license is for people to say.',
  },
  {
    of: { 'CM-11': 'Users do not install software' },
    automation: 'partly',
    rules: ['development-tool'],
    needs: ['workload'],
    manual: 'A read-only root keeps users from it: look at the pod.',
  },
  {
    of: { 'CM-14': 'Components are signed, and the signature is verified' },
    automation: 'yes',
    rules: [
      'unsigned',
      'verification-off',
      'gpgcheck-off-dnf',
      'gpgcheck-off-yum',
      'gpgcheck-off-redhat-repo',
      'gpgcheck-off-ubi-repo',
    ],
    needs: ['trusted-signature', 'base-signature'],
    manual: 'Of packages can only be told that verification was not switched off.',
  },
];
