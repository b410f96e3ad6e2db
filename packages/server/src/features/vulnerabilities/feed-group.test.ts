import { expect, it } from 'vitest';
import { feedGroup } from './feed-group.ts';

it.each([
  ['DEBIAN-CVE-2024-1', 'Debian:12', 'debian:12'],
  ['ALPINE-CVE-2024-1', 'Alpine:v3.19', 'alpine:3.19'],
  ['UBUNTU-CVE-2024-1', 'Ubuntu:22.04:LTS', 'ubuntu:22.04'],
  ['UBUNTU-CVE-2024-1', 'Ubuntu:Pro:22.04:LTS', 'ubuntu:22.04'],
  ['RLSA-1', 'Rocky Linux:9', 'rocky:9'],
  ['RHSA-1', 'Red Hat:9', 'rhel:9'],
  ['ALSA-1', 'AlmaLinux:9', 'almalinux:9'],
  ['SUSE-1', 'openSUSE:Leap 15.5', 'opensuse:15.5'],
  ['CGA-1', 'Wolfi', 'wolfi:rolling'],
  ['GHSA-1', 'npm', 'github:npm'],
  ['GHSA-1', 'Maven', 'github:java'],
  ['PYSEC-1', 'PyPI', 'osv:python'],
  ['GO-1', 'Go', 'osv:go'],
])('%s about %s is of %s', (advisory, ecosystem, group) => expect(feedGroup(advisory, ecosystem)).toBe(group));
