import type { Distro } from '@gantry/core';
import type { VisibleFacts } from '../cataloging/define-cataloger.ts';
import type { FileTree } from '../filetree/types.ts';

/**
 * The operating system of an artifact: what the first of the known files says, symlinks followed inside the artifact
 * (facts are kept under real paths). os-release(5) sets /etc before /usr/lib; older files count only without it.
 */
export function assembleDistro(files: readonly VisibleFacts<Distro>[], tree: FileTree): Distro | null {
  const byPath = new Map(files.map((file) => [file.path, file.facts]));
  for (const path of order) {
    const distro = byPath.get(tree.resolve(path) ?? path);
    if (distro) return distro;
  }
  return null;
}

/** Best first: files of one distro before the files that its relatives ship too. */
const order = [
  '/etc/os-release',
  '/usr/lib/os-release',
  '/etc/rocky-release',
  '/etc/almalinux-release',
  '/etc/oracle-release',
  '/etc/centos-release',
  '/etc/fedora-release',
  '/etc/redhat-release',
  '/etc/system-release',
  '/etc/alpine-release',
  '/etc/lsb-release',
  '/etc/debian_version',
];
