import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PolicyFacts } from '@gantry/core';
import { packs } from '@gantry/policy';
import { beforeAll, describe, expect, it } from 'vitest';
import { goldenFacts } from '../testing/goldens/golden-facts.ts';
import { factsPath, goldenOf, goldenPath, keptFacts, stableImages } from '../testing/goldens/golden-report.ts';

/**
 * Every pack on every image of make-images, with a clock and advisories that stand still. GANTRY_UPDATE_GOLDENS=1 writes the goldens
 * anew: read the difference before you commit it. GANTRY_TEST_CACHE names a folder in which layers are kept between runs.
 */
const images = process.env['GANTRY_TEST_IMAGES'] ?? '/tmp/gantry-test-images';
const updating = process.env['GANTRY_UPDATE_GOLDENS'] === '1';

const others = [
  ...['app-go-rust', 'app-java', 'app-node', 'app-python', 'big', 'debian-min', 'debian-services', 'distroless-min'],
  ...['multi-arch', 'rpm-bdb', 'rpm-ndb', 'rpm-sqlite'],
];

describe.each([...stableImages, ...others].sort())('compliance of %s', (image) => {
  const there = existsSync(join(images, image));
  if (!there) {
    console.log(`skipped: ${image} is not in ${images} (make-images builds it; GANTRY_TEST_IMAGES names the folder)`);
  }
  let facts: PolicyFacts;
  beforeAll(async () => {
    if (!there) return;
    const builtAt = stableImages.includes(image) ? null : '2026-11-14T12:00:00Z';
    const reading = { cacheFolder: process.env['GANTRY_TEST_CACHE'], builtAt };
    facts = await goldenFacts(`oci-dir:${join(images, image)}`, reading);
  });

  it.skipIf(!there).each(packs.map((pack) => [pack.name, pack] as const))('%s', (name, pack) => {
    const text = goldenOf(image, pack, facts);
    const path = goldenPath(image, name);
    if (updating) write(path, text);
    expect(text).toBe(readFileSync(path, 'utf8'));
  });

  it.skipIf(!there || !stableImages.includes(image))('its facts are the kept ones', () => {
    const text = keptFacts(named(facts));
    if (updating) write(factsPath(image), text);
    expect(JSON.parse(text)).toEqual(JSON.parse(readFileSync(factsPath(image), 'utf8')));
  });
});

/** Without the folder in which the image lies here. */
function named({ bill, ...facts }: PolicyFacts): PolicyFacts {
  return { ...facts, bill: { ...bill, source: { ...bill.source, target: 'oci-dir:image' } } };
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
