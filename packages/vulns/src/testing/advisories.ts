import type { Advisory, AffectedPackage, VersionStretch } from '@gantry/core';

/** An advisory with an id, the rest quiet; override what the test is about. */
export function testAdvisory(id: string, parts: Partial<Advisory> = {}): Advisory {
  return {
    id,
    feed: 'osv',
    aliases: [],
    upstream: [],
    related: [],
    summary: `Summary of ${id}`,
    details: '',
    severity: 'unknown',
    scores: [],
    published: null,
    modified: null,
    withdrawn: null,
    references: [],
    cwes: [],
    affected: [],
    malicious: false,
    informational: null,
    ...parts,
  };
}

/** What an advisory says of one package: the ranges as words (`>=1.0 <2.0`, `<=1.5`, `*`), each one stretch. */
export function testAffected(
  ecosystem: string,
  name: string,
  said: { readonly ranges?: readonly string[] } & Partial<AffectedPackage> = {},
): AffectedPackage {
  const { ranges = [], ...parts } = said;
  const stretches = ranges.map(testStretch);
  const fixState = stretches.some(({ fixed }) => fixed !== null) ? 'fixed' : 'not-fixed';
  return { ecosystem, name, stretches, versions: [], fixState, ...parts };
}

function testStretch(words: string): VersionStretch {
  const bound = (sign: string) =>
    words
      .split(' ')
      .find((word) => new RegExp(`^${sign}[^=]`).test(word))
      ?.slice(sign.length);
  return { introduced: bound('>=') ?? null, fixed: bound('<') ?? null, lastAffected: bound('<=') ?? null };
}
