import { describe, expect, it } from 'vitest';
import { catalogFiles, packageLines } from '../../testing/index.ts';
import { gem } from './index.ts';

const specs = '/usr/local/bundle/specifications';

describe('catalogers/gem', () => {
  it('reads a gemspec as RubyGems writes it', () => {
    const text =
      '# -*- encoding: utf-8 -*-\n# stub: rack 2.0.1 ruby lib\n\nGem::Specification.new do |s|\n  s.name = "rack".freeze\n  s.version = "2.0.1"\n\n' +
      '  s.authors = ["Leah".freeze, "O\'Neil".freeze]\n  s.licenses = ["MIT".freeze]\n  s.homepage = "https://rack.example.org".freeze\n' +
      '  s.add_runtime_dependency(%q<json>.freeze, [">= 0"])\nend\n';
    const found = catalogFiles(gem, { [`${specs}/rack-2.0.1.gemspec`]: text });
    expect(packageLines(found)).toEqual([`rack@2.0.1 at ${specs}/rack-2.0.1.gemspec`]);
    expect(found.packages[0]).toMatchObject({
      purl: 'pkg:gem/rack@2.0.1',
      licenses: [{ spdx: 'MIT' }],
      metadata: { kind: 'gem', authors: ['Leah', "O'Neil"], homepage: 'https://rack.example.org' },
    });
  });

  it.each([
    [
      's.name = "n"\ns.version = Gem::Version.new("1.10.0")\ns.platform = "x86_64-linux"',
      'pkg:gem/n@1.10.0?platform=x86_64-linux',
    ],
    ["spec.name = 'n'\nspec.version = '1.0.0.rc1'", 'pkg:gem/n@1.0.0.rc1'],
    ['# stub: n 2.1 java lib\ns.name = NAME\ns.version = VERSION', 'pkg:gem/n@2.1?platform=java'],
  ])('reads %j', (text, purl) => {
    const found = catalogFiles(gem, { [`${specs}/default/n.gemspec`]: text });
    expect(found.packages.map((one) => one.purl)).toEqual([purl]);
  });

  it.each([
    ['code', 's.name = `touch /tmp/x`\ns.version = "#{system(\'touch /tmp/y\')}"'],
    ['no version', 's.name = "n"'],
    ['a path', 's.name = "../n"\ns.version = "1"'],
    ['nothing', ''],
    ['quotes', `s.name = "${'\\'.repeat(1_000_000)}`],
  ])('reports a gemspec with %s', (_, text) => {
    const found = catalogFiles(gem, { [`${specs}/n.gemspec`]: text });
    expect(found.packages).toEqual([]);
    expect(found.unread.map((note) => note.code)).toEqual(['SBOM_PACKAGE_FIELD_INVALID']);
  });

  it('reads Gemfile.lock: gems of registries and git, not the project itself', () => {
    const text =
      'PATH\n  remote: .\n  specs:\n    own (0.1.0)\n      rack\n\nGIT\n  remote: https://git.example.org/x.git\n  revision: abc\n  specs:\n    x (1.0)\n\n' +
      'GEM\n  remote: https://rubygems.org/\n  specs:\n    actionpack (5.2.0)\n      rack (~> 2.0)\n    nokogiri (1.10.0-x86_64-linux)\n    rack (2.0.1)\n    broken\n\n' +
      'PLATFORMS\n  ruby\n\nDEPENDENCIES\n  actionpack (= 5.2.0)\n\nBUNDLED WITH\n   2.1.4\n';
    const found = catalogFiles(gem, { '/srv/Gemfile.lock': text });
    expect(found.packages.map((one) => one.purl)).toEqual([
      'pkg:gem/x@1.0',
      'pkg:gem/actionpack@5.2.0',
      'pkg:gem/nokogiri@1.10.0?platform=x86_64-linux',
      'pkg:gem/rack@2.0.1',
    ]);
    expect(found.packages.every((one) => one.evidence === 'declared')).toBe(true);
    expect(found.unread).toHaveLength(1);
  });

  it('leaves out the lock file of an installed gem', () => {
    const files = {
      '/b/specifications/x-1.0.gemspec': 's.name = "x"\ns.version = "1.0"',
      '/b/gems/x-1.0/Gemfile.lock': 'GEM\n  specs:\n    rack (2.0.1)\n',
    };
    expect(packageLines(catalogFiles(gem, files))).toEqual(['x@1.0 at /b/specifications/x-1.0.gemspec']);
  });
});
