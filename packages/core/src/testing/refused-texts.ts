/** Texts that no version scheme reads: empty, too long, with white space inside, with control characters or beyond ASCII. */
export const refusedTexts: readonly string[] = [
  '',
  '   ',
  `1.${'0'.repeat(600)}`,
  '1'.repeat(5_000),
  '1.0 2.0',
  '1.0\u0000',
  '1.0\n2.0',
  '\u0661.0',
  '1.0\u00e9',
];
