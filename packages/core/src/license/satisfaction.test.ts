import { describe, expect, it } from 'vitest';
import { licenseTerms, satisfiesLicenses } from './satisfaction.ts';

describe('core/license/satisfaction', () => {
  it.each([
    ['MIT', ['MIT'], true],
    ['MIT', ['ISC'], false],
    ['MIT OR GPL-2.0-only', ['MIT'], true],
    ['MIT AND GPL-2.0-only', ['MIT'], false],
    ['(MIT OR ISC) AND BSD-3-Clause', ['ISC', 'BSD-3-Clause'], true],
    ['GPL-2.0-only WITH Classpath-exception-2.0', ['GPL-2.0-only WITH Classpath-exception-2.0'], true],
    ['GPL-2.0-only WITH Classpath-exception-2.0', ['GPL-2.0-only'], true],
    ['GPL-2.0-only', ['GPL-2.0-only WITH Classpath-exception-2.0'], false],
    ['GPL-2.0-or-later', ['GPL-2.0-only'], true],
    ['GPL-2.0-only', ['GPL-2.0-or-later'], true],
    ['GPL-3.0-only', ['GPL-2.0-only'], false],
    ['Apache-2.0+', ['Apache-2.0'], true],
    ['LicenseRef-own', ['LicenseRef-own'], true],
    ['what is this', ['MIT'], null],
  ])('%s with %j: %s', (expression, allowed, expected) => {
    expect(satisfiesLicenses(expression, new Set(allowed))).toBe(expected);
  });

  it.each([
    ['MIT', ['MIT']],
    ['(MIT OR Apache-2.0+) AND MIT', ['MIT', 'Apache-2.0+']],
    ['GPL-2.0-only WITH Classpath-exception-2.0', ['GPL-2.0-only WITH Classpath-exception-2.0']],
    ['no licence', []],
  ])('the terms of %s', (expression, terms) => {
    expect(licenseTerms(expression)).toEqual(terms);
  });
});
