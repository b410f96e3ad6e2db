import type { ControlRow } from '../_shared/pack.ts';

const cluster = 'Ask the cluster: an image does not show it.';
const rhelLike = ['rhel', 'centos', 'rocky', 'almalinux', 'ol'];

/** Items of STIGs that speak of what is inside an image. */
export const stigItems: readonly ControlRow[] = [
  {
    of: { 'CNTR-K8-000290': 'Workloads have name spaces of their own' },
    automation: 'partly',
    needs: ['workload'],
    manual: cluster,
  },
  {
    of: { 'CNTR-K8-000960': 'Host ports are not privileged' },
    automation: 'partly',
    needs: ['workload'],
    manual: cluster,
  },
  {
    of: { 'CNTR-K8-001160': 'Secrets are not among the variables' },
    automation: 'partly',
    rules: ['secret-in-environment'],
    needs: ['workload'],
    manual: cluster,
  },
  {
    of: { 'CNTR-K8-002720': 'The platform is up to date' },
    automation: 'partly',
    needs: ['workload'],
    manual: cluster,
  },
  {
    of: { 'CNTR-OS-000900': 'OpenShift runs the newest images', 'CNTR-R2-001620': 'RKE2 runs the newest images' },
    automation: 'partly',
    rules: ['fix-for-low-over-30-days'],
    needs: ['workload'],
    manual: cluster,
  },
  {
    of: { 'RHEL-09-211010': 'The release is supported' },
    automation: 'yes',
    rules: ['end-of-life-distro', 'eol-data-old'],
    onlyOn: rhelLike,
  },
  {
    of: { 'RHEL-09-211015': 'Security patches are installed' },
    automation: 'yes',
    rules: ['fixable-in-distro', 'distro-data-missing', 'osv-data-old'],
    onlyOn: rhelLike,
  },
  {
    of: {
      'RHEL-09-214015': 'Signatures are checked for all packages',
      'RHEL-09-214020': 'Signatures are checked for local packages',
      'RHEL-09-214025': 'Signatures are checked for every repository',
    },
    automation: 'partly',
    rules: ['gpgcheck-off-dnf', 'gpgcheck-off-yum', 'gpgcheck-off-redhat-repo', 'gpgcheck-off-ubi-repo'],
    onlyOn: rhelLike,
    manual: 'Look at the other files of /etc/yum.repos.d: the rules know the usual ones.',
  },
  {
    of: {
      'RHEL-09-215015': 'No FTP server',
      'RHEL-09-215020': 'No sendmail',
      'RHEL-09-215040': 'No telnet server',
      'RHEL-09-215060': 'No TFTP server',
    },
    automation: 'yes',
    rules: ['remote-service-package'],
    onlyOn: rhelLike,
  },
  {
    of: { 'RHEL-09-215100': 'Cryptographic policies are installed', 'RHEL-09-215105': 'The FIPS policy is set' },
    automation: 'partly',
    rules: ['no-crypto-policies'],
    needs: ['crypto-modules'],
    onlyOn: rhelLike,
    manual: 'Whether FIPS mode works depends on the kernel of the host.',
  },
  {
    of: {
      'RHEL-09-232055': 'Mode of /etc/group',
      'RHEL-09-232075': 'Mode of /etc/passwd',
      'RHEL-09-232270': 'Mode of /etc/shadow',
    },
    automation: 'yes',
    rules: ['loose-mode-group', 'loose-mode-passwd', 'loose-mode-shadow'],
    onlyOn: rhelLike,
  },
  {
    of: { 'RHEL-09-252070': 'No shosts.equiv', 'RHEL-09-252075': 'No .shosts' },
    automation: 'yes',
    rules: ['host-trust-file'],
    onlyOn: rhelLike,
  },
  { of: { 'RHEL-09-411030': 'User ids are unique' }, automation: 'yes', rules: ['shared-user-id'], onlyOn: rhelLike },
  {
    of: { 'RHEL-09-611025': 'PAM takes no empty passwords', 'RHEL-09-611155': 'No account has an empty password' },
    automation: 'yes',
    rules: ['empty-password', 'nullok-system-auth', 'nullok-password-auth'],
    onlyOn: rhelLike,
  },
  {
    of: { HOST: 'Rules of the kernel, boot, partitions, audit and desktop' },
    automation: 'no',
    manual: 'They speak of machines: Not_Applicable in a container.',
  },
];
