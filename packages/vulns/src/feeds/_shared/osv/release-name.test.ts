import { expect, it } from 'vitest';
import { releaseName } from './release-name.ts';

it.each([
  ['Red Hat:enterprise_linux:9::baseos', 'Red Hat:9'],
  ['Red Hat:enterprise_linux:8::appstream', 'Red Hat:8'],
  ['Red Hat:enterprise_linux:10.1', 'Red Hat:10'],
  ['Red Hat:rhel_eus:9.2::baseos', 'Red Hat:rhel_eus:9.2::baseos'],
  ['Red Hat:openshift:4.14::el9', 'Red Hat:openshift:4.14::el9'],
  ['Red Hat', 'Red Hat'],
  ['Debian:12', 'Debian:12'],
  ['npm', 'npm'],
])('%s is asked for as %s', (ecosystem, name) => {
  expect(releaseName(ecosystem)).toBe(name);
});
