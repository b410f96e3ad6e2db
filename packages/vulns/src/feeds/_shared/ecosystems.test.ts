import { describe, expect, it } from 'vitest';
import { ecosystemScheme } from './ecosystems.ts';

describe('feeds/_shared/ecosystems', () => {
  it.each([
    ['npm', 'semver'],
    ['crates.io', 'semver'],
    ['PyPI', 'pep440'],
    ['Maven', 'maven'],
    ['Maven:https://repo.example.com/', 'maven'],
    ['Go', 'go'],
    ['RubyGems', 'gem'],
    ['Packagist', 'composer'],
    ['NuGet', 'nuget'],
    ['Bitnami', 'semver'],
    ['Debian', 'deb'],
    ['Debian:12', 'deb'],
    ['Ubuntu:Pro:22.04:LTS', 'deb'],
    ['Alpine:v3.19', 'apk'],
    ['Wolfi', 'apk'],
    ['AlmaLinux:9', 'rpm'],
    ['Red Hat:enterprise_linux:9::baseos', 'rpm'],
    ['SUSE:Linux Enterprise Server 15 SP5', 'rpm'],
    ['Pub', null],
    ['npm2', null],
    ['constructor', null],
    ['', null],
  ])('%s is ordered by %s', (ecosystem, scheme) => {
    expect(ecosystemScheme(ecosystem)).toBe(scheme);
  });
});
