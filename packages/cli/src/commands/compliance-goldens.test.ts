import { readFileSync } from 'node:fs';
import { packs } from '@gantry/policy';
import { describe, expect, it } from 'vitest';
import { goldenOf, goldenPath, readKeptFacts, stableImages } from '../testing/goldens/golden-report.ts';

/** Every pack on the kept facts of two small images; compliance.integration.ts reads all images themselves, and writes the goldens. */
describe.each(stableImages)('compliance of the facts of %s', (image) => {
  const facts = readKeptFacts(image);

  it.each(packs.map((pack) => [pack.name, pack] as const))('%s', (name, pack) => {
    expect(goldenOf(image, pack, facts)).toBe(readFileSync(goldenPath(image, name), 'utf8'));
  });
});
