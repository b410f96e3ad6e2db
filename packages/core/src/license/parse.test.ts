import { describe, expect, it } from 'vitest';
import { readLicense, spdxExpression } from './parse.ts';

describe('license/parse', () => {
  it.each([
    ['MIT', 'MIT'],
    ['mit', 'MIT'],
    ['MIT License', 'MIT'],
    ['The MIT License (MIT)', 'MIT'],
    ['"MIT"', 'MIT'],
    ['MIT license', 'MIT'],
    ['MIT/X11', 'MIT'],
    ['Expat', 'MIT'],
    ['MIT-CMU', 'MIT-CMU'],
    ['Apache 2.0', 'Apache-2.0'],
    ['Apache-2', 'Apache-2.0'],
    ['Apache 2', 'Apache-2.0'],
    ['Apache License 2.0', 'Apache-2.0'],
    ['Apache License, Version 2.0', 'Apache-2.0'],
    ['The Apache Software License, Version 2.0', 'Apache-2.0'],
    ['Apache v2', 'Apache-2.0'],
    ['ASL 2.0', 'Apache-2.0'],
    ['http://www.apache.org/licenses/LICENSE-2.0', 'Apache-2.0'],
    ['https://www.apache.org/licenses/LICENSE-2.0.txt', 'Apache-2.0'],
    ['https://opensource.org/licenses/BSD-3-Clause', 'BSD-3-Clause'],
    ['BSD-3-clause', 'BSD-3-Clause'],
    ['3-Clause BSD License', 'BSD-3-Clause'],
    ['New BSD', 'BSD-3-Clause'],
    ['BSD 2-Clause', 'BSD-2-Clause'],
    ['GPLv2+', 'GPL-2.0-or-later'],
    ['GPL-2+', 'GPL-2.0-or-later'],
    ['GPL-2', 'GPL-2.0-only'],
    ['GPL-2.0', 'GPL-2.0-only'],
    ['GPL-2.0+', 'GPL-2.0-or-later'],
    ['GPL-2.0-only', 'GPL-2.0-only'],
    ['GPL-3.0-or-later', 'GPL-3.0-or-later'],
    ['GPL+', 'GPL-1.0-or-later'],
    ['GNU GPL v3', 'GPL-3.0-only'],
    ['GNU General Public License v2 or later', 'GPL-2.0-or-later'],
    ['GNU Lesser General Public License, Version 2.1', 'LGPL-2.1-only'],
    ['LGPL-2.1', 'LGPL-2.1-only'],
    ['LGPLv2.1+', 'LGPL-2.1-or-later'],
    ['LGPL v3', 'LGPL-3.0-only'],
    ['AGPLv3', 'AGPL-3.0-only'],
    ['GFDL-NIV-1.3+', 'GFDL-1.3-no-invariants-or-later'],
    ['Artistic', 'Artistic-1.0'],
    ['MPLv2.0', 'MPL-2.0'],
    ['Mozilla Public License 2.0 (MPL 2.0)', 'MPL-2.0'],
    ['EPL 1.0', 'EPL-1.0'],
    ['Eclipse Public License - v 1.0', 'EPL-1.0'],
    ['CC0', 'CC0-1.0'],
    ['Zlib', 'Zlib'],
    ['curl', 'curl'],
    ['LicenseRef-Ours', 'LicenseRef-Ours'],
  ])('reads %j as %s', (text, expected) => {
    expect(spdxExpression(text)).toBe(expected);
  });

  it.each([
    ['(MIT OR Apache-2.0)', '(MIT OR Apache-2.0)'],
    ['MIT OR Apache-2.0 AND ISC', 'MIT OR Apache-2.0 AND ISC'],
    ['MIT/Apache-2.0', 'MIT OR Apache-2.0'],
    ['MIT or Apache 2.0', 'MIT OR Apache-2.0'],
    ['MIT -or- Apache License 2.0', 'MIT OR Apache-2.0'],
    ['MIT | ISC', 'MIT OR ISC'],
    ['MIT, ISC', 'MIT AND ISC'],
    ['LGPLv2+ and MIT', 'LGPL-2.0-or-later AND MIT'],
    ['GPL-1+ or Artistic', 'GPL-1.0-or-later OR Artistic-1.0'],
    ['GPL-2 or BSD-3-clause, and Expat', '(GPL-2.0-only OR BSD-3-Clause) AND MIT'],
    ['GPL version 2 or later and MIT', 'GPL-2.0-or-later AND MIT'],
    ['GPL-2+ with Autoconf exception', 'GPL-2.0-or-later WITH Autoconf-exception-2.0'],
    ['GPL-2.0 WITH Classpath-exception-2.0', 'GPL-2.0-only WITH Classpath-exception-2.0'],
  ])('reads the list %j as %s', (text, expected) => {
    expect(spdxExpression(text)).toBe(expected);
  });

  it.each([
    '',
    'BSD',
    'BSD License',
    'BSD-like',
    'GPL',
    'LGPL',
    'Apache',
    'Apache Software License',
    'Python',
    'Dual License',
    'Public Domain',
    'public-domain',
    'UNLICENSED',
    'UNKNOWN',
    'Proprietary',
    'Commercial',
    'license',
    'SEE LICENSE IN LICENSE.md',
    'MIT or BSD',
    'LGPL with exceptions',
    'MIT AND',
    'constructor',
    '__proto__',
    'https://example.org/license',
  ])('does not guess %j', (text) => {
    expect(spdxExpression(text)).toBeNull();
  });

  it.each([
    ['spaces', ' '.repeat(1_000_000)],
    ['brackets', '('.repeat(900)],
    ['operators', 'MIT or '.repeat(140)],
    ['later', ' or any'.repeat(140)],
    ['long', 'GPL '.repeat(1_000_000)],
  ])('stays quick and bounded for hostile text: %s', (_, text) => {
    const started = performance.now();
    expect(spdxExpression(text)).toBeNull();
    expect(readLicense(text).value.length).toBeLessThanOrEqual(4000);
    expect(performance.now() - started).toBeLessThan(500);
  });

  it('keeps the text as found', () => {
    expect(readLicense(' Apache 2.0 ')).toEqual({ value: 'Apache 2.0', spdx: 'Apache-2.0', type: 'declared' });
  });
});
