import type { Distro } from '@gantry/core';
import { parseShellValues } from './shell-values.ts';

/** Reads one of the files that were there before os-release(5), by its name. Null when it does not say. */
export function parseReleaseFile(path: string, text: string): Distro | null {
  const line = (text.split('\n', 1)[0] ?? '').trim().slice(0, 200);
  switch (path.slice(path.lastIndexOf('/') + 1)) {
    case 'lsb-release':
      return lsbRelease(text);
    case 'alpine-release':
      return /^\d[\w.]*$/.test(line) ? plain('alpine', line, `Alpine Linux ${line}`) : null;
    case 'debian_version':
      return debianVersion(line);
    default:
      return redHatRelease(line);
  }
}

function lsbRelease(text: string): Distro | null {
  const values = parseShellValues(text);
  const id = values.get('DISTRIB_ID')?.toLowerCase().replace(/\s+/g, '-');
  if (!id) return null;
  const distro = plain(id, values.get('DISTRIB_RELEASE') || null, values.get('DISTRIB_DESCRIPTION') || null);
  return { ...distro, codename: values.get('DISTRIB_CODENAME') || null };
}

/** `12.5`, or `trixie/sid` before a release: then there is no number. Point releases share one major version. */
function debianVersion(line: string): Distro | null {
  if (/^\d+(\.\d+)*$/.test(line)) {
    const [major = line] = line.split('.');
    return plain('debian', Number(major) >= 7 ? major : line, `Debian GNU/Linux ${line}`);
  }
  const codename = /^([a-z]+)\/sid$/.exec(line)?.[1];
  return codename ? { ...plain('debian', null, `Debian GNU/Linux ${line}`), codename } : null;
}

/** `CentOS Linux release 7.8.2003 (Core)`, `Red Hat Enterprise Linux Server release 6.10 (Santiago)`. */
function redHatRelease(line: string): Distro | null {
  const match = /^(\S.{0,80}?) release (\d[\d.]{0,20})(?: \(([^()]{1,60})\))?/.exec(line);
  const [, name = '', version = '', codename] = match ?? [];
  const family = families.find(([start]) => name.startsWith(start));
  if (!family) return null;
  return { ...plain(family[1], version, line), name, idLike: family[2], codename: codename ?? null };
}

const rhelLike = ['rhel', 'fedora'];
const families: readonly (readonly [start: string, id: string, idLike: readonly string[]])[] = [
  ['AlmaLinux', 'almalinux', ['rhel', 'centos', 'fedora']],
  ['Amazon Linux', 'amzn', rhelLike],
  ['CentOS', 'centos', rhelLike],
  ['Fedora', 'fedora', []],
  ['Oracle Linux', 'ol', ['fedora']],
  ['Red Hat Enterprise Linux', 'rhel', ['fedora']],
  ['Rocky Linux', 'rocky', ['rhel', 'centos', 'fedora']],
];

function plain(id: string, version: string | null, prettyName: string | null): Distro {
  return { id, version, idLike: [], name: null, prettyName, codename: null };
}
