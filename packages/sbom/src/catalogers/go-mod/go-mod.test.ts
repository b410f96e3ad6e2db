import { describe, expect, it } from 'vitest';
import { scannedFile, treeOf } from '../../testing/index.ts';
import { goMod } from './index.ts';

function catalog(files: Record<string, string>) {
  const read = Object.entries(files).map(([path, text]) => ({ path, reading: goMod.read(scannedFile(path, text)) }));
  const visible = read.flatMap(({ path, reading }) =>
    reading.facts === null ? [] : [{ path, facts: structuredClone(reading.facts) }],
  );
  const result = goMod.assemble(visible, { tree: treeOf({}), distro: null });
  return {
    ...result,
    codes: [...read.flatMap(({ reading }) => reading.unread ?? []), ...(result.unread ?? [])].map((one) => one.code),
  };
}

const mod = `module example.com/app // the app

go 1.21
toolchain go1.21.4
require golang.org/x/text v0.3.3 // indirect
require (
	"github.com/a/b/v2" v2.1.0
	github.com/old/one v1.0.0
	github.com/old/two v1.0.0 // indirect; a comment
	github.com/pinned v1.0.0
)
exclude github.com/a/b/v2 v2.0.0
replace (
	github.com/old/one => github.com/new/one v1.5.0
	github.com/old/two v1.0.0 => ../two
	github.com/pinned v9.9.9 => github.com/never v1.0.0
)
retract v0.1.0
`;

describe('catalogers/go-mod', () => {
  it('lists what is required, replacements followed', () => {
    const sum =
      'golang.org/x/text v0.3.3 h1:abc=\ngolang.org/x/text v0.3.3/go.mod h1:def=\ngithub.com/new/one v1.5.0 h1:new=\nodd\n';
    const found = catalog({ '/src/go.mod': mod, '/src/go.sum': sum });
    expect(found.packages.map((one) => `${one.name} ${one.version} ${one.purl}`)).toEqual([
      'golang.org/x/text v0.3.3 pkg:golang/golang.org/x/text@v0.3.3',
      'github.com/a/b/v2 v2.1.0 pkg:golang/github.com/a/b/v2@v2.1.0',
      'github.com/new/one v1.5.0 pkg:golang/github.com/new/one@v1.5.0',
      'github.com/old/two null pkg:golang/github.com/old/two',
      'github.com/pinned v1.0.0 pkg:golang/github.com/pinned@v1.0.0',
    ]);
    expect(found.packages[0]).toMatchObject({
      evidence: 'declared',
      metadata: { h1Digest: 'h1:abc=', mainModule: 'example.com/app' },
      locations: [
        { path: '/src/go.mod', role: 'primary' },
        { path: '/src/go.sum', role: 'supporting' },
      ],
    });
    expect(found.packages[2]?.metadata).toMatchObject({
      h1Digest: 'h1:new=',
      replaces: { path: 'github.com/old/one', version: 'v1.0.0' },
    });
    expect(found.codes).toEqual(['SBOM_VERSION_UNKNOWN']);
  });

  it.each(['/root/go/pkg/mod/x@v1/go.mod', '/src/vendor/x/go.mod', '/src/testdata/go.mod'])(
    'passes over %s',
    (path) => {
      expect(catalog({ [path]: mod })).toMatchObject({ packages: [], codes: [] });
    },
  );

  it.each([
    ['nothing', '', ['SBOM_PACKAGE_FILE_INVALID']],
    ['noise', '\u0000\u0001 \ufffd', ['SBOM_PACKAGE_FILE_INVALID']],
    ['a cut line', 'module a\nrequire b', ['SBOM_PACKAGE_FIELD_INVALID']],
    ['a bad replacement', 'module a\nreplace b c\nreplace => d', ['SBOM_PACKAGE_FIELD_INVALID']],
    ['an open block', 'module a\nrequire (\nb v1.0.0', []],
  ])('says what it does not understand: %s', (_name, text, codes) => {
    expect(catalog({ '/go.mod': text }).codes).toEqual(codes);
  });

  it('keeps a bounded number of sums', () => {
    const sum = Array.from({ length: 100_001 }, (_, index) => `a/b v0.0.${index} h1:x`).join('\n');
    expect(catalog({ '/go.sum': sum }).codes).toEqual(['SBOM_PACKAGE_FILE_CUT']);
  });
});
