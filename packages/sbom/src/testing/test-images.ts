import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bill } from '@gantry/core';
import { createBill } from '../create-bill.ts';
import { openTarget } from '../sources/open-target.ts';

const folder = process.env['GANTRY_TEST_IMAGES'] ?? '/tmp/gantry-test-images';

/** Is a built test image there, with its oracle? Says what is missing when it is not. */
export function hasTestImage(name: string): boolean {
  const there = existsSync(join(folder, name)) && existsSync(join(folder, `${name}.oracle`));
  if (!there)
    console.log(`skipped: no test image ${join(folder, name)} (make-images builds it; set GANTRY_TEST_IMAGES)`);
  return there;
}

/** The bill of a built test image, made in this thread without a cache. */
export async function billOfTestImage(name: string): Promise<Bill> {
  const opened = await openTarget(`oci-dir:${join(folder, name)}`);
  try {
    return await createBill(opened, { toolVersion: '0.0.0-test' });
  } finally {
    await opened.close();
  }
}

/** The rows of an oracle's table, by column name. */
export function oracleRows(name: string, table: string): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(join(folder, `${name}.oracle`, table), 'utf8')
    .trimEnd()
    .split('\n');
  const columns = head.split('\t');
  return lines.map((line) => Object.fromEntries(line.split('\t').map((cell, index) => [columns[index] ?? '', cell])));
}
