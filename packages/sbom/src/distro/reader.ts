import type { Distro } from '@gantry/core';
import type { Cataloger, FileReading, ScannedFile } from '../cataloging/define-cataloger.ts';
import { parseOsRelease } from './parse-os-release.ts';
import { parseReleaseFile } from './parse-release-file.ts';

const maxBytes = 64 * 1024;

/**
 * Reads the files that say which operating system an artifact is: os-release(5), and the older files of distros that
 * lack it. Facts are a whole `Distro`; `assembleDistro` chooses among them.
 */
export const distroReader: Pick<Cataloger<Distro>, 'name' | 'revision' | 'about' | 'reads' | 'read'> = {
  name: 'distro',
  revision: 1,
  about: 'The operating system, from os-release and its older relatives.',
  reads: [
    {
      globs: [
        'etc/{os-release,lsb-release,alpine-release,debian_version}',
        'etc/{centos-release,fedora-release,oracle-release,redhat-release,rocky-release,almalinux-release,system-release}',
        'etc/os-release.d/*',
        'usr/lib/{os-release,os.release.d/os-release*,os-release.d/*}',
      ],
      maxBytes,
    },
  ],
  read,
};

function read(file: ScannedFile): FileReading<Distro> {
  const text = new TextDecoder().decode(file.content.read(0, Math.min(file.size, maxBytes)));
  const facts = isOsRelease(file.path) ? parseOsRelease(text) : parseReleaseFile(file.path, text);
  return { facts };
}

function isOsRelease(path: string): boolean {
  return path.includes('/os-release') || path.includes('/os.release.d/');
}
