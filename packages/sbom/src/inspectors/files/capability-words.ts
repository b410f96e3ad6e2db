/** Capabilities by their numbers: linux/capability.h, as of Linux 6.12. */
const names = [
  'chown',
  'dac_override',
  'dac_read_search',
  'fowner',
  'fsetid',
  'kill',
  'setgid',
  'setuid',
  'setpcap',
  'linux_immutable',
  'net_bind_service',
  'net_broadcast',
  'net_admin',
  'net_raw',
  'ipc_lock',
  'ipc_owner',
  'sys_module',
  'sys_rawio',
  'sys_chroot',
  'sys_ptrace',
  'sys_pacct',
  'sys_admin',
  'sys_boot',
  'sys_nice',
  'sys_resource',
  'sys_time',
  'sys_tty_config',
  'mknod',
  'lease',
  'audit_write',
  'audit_control',
  'setfcap',
  'mac_override',
  'mac_admin',
  'syslog',
  'wake_alarm',
  'block_suspend',
  'audit_read',
  'perfmon',
  'bpf',
  'checkpoint_restore',
] as const;

const effectiveFlag = 1;

/** Sets of 32 capabilities, by the revision in the highest byte of the first word. */
const sets: Readonly<Record<number, number>> = { 1: 1, 2: 2, 3: 2 };

/**
 * The value of `security.capability` (struct vfs_cap_data, revisions 1 to 3) in words, sorted: `cap_net_raw=ep`. A value of no known form
 * is `unknown`: that a file has capabilities must not be lost.
 */
export function capabilityWords(value: Uint8Array): string[] {
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
  const magic = value.length >= 4 ? view.getUint32(0, true) : 0;
  const count = sets[magic >>> 24] ?? 0;
  if (count === 0 || value.length < 4 + count * 8) return ['unknown'];
  const words: string[] = [];
  for (let bit = 0; bit < count * 32; bit++) {
    const at = 4 + (bit >> 5) * 8;
    const permitted = isSet(view.getUint32(at, true), bit);
    const inheritable = isSet(view.getUint32(at + 4, true), bit);
    if (!permitted && !inheritable) continue;
    const effective = (magic & effectiveFlag) !== 0;
    words.push(`cap_${names[bit] ?? bit}=${effective ? 'e' : ''}${inheritable ? 'i' : ''}${permitted ? 'p' : ''}`);
  }
  return words.sort();
}

function isSet(set: number, bit: number): boolean {
  return ((set >>> (bit & 31)) & 1) === 1;
}
