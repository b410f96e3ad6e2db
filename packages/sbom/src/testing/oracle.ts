import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bill, Inspection } from '@gantry/core';
import { createBill, readArtifact } from '../create-bill.ts';
import type { InspectionWish } from '../inspecting/wish.ts';
import { openTarget } from '../sources/open-target.ts';

/** The folder of built test images; the environment names another. */
export const testImages = process.env['GANTRY_TEST_IMAGES'] ?? '/tmp/gantry-test-images';

/** Is the image built? Says in the log what is skipped when it is not. */
export function hasImage(name: string): boolean {
  const there = existsSync(join(testImages, name));
  if (!there)
    console.log(
      `skipped: ${name} is not in ${testImages} (make-images builds it; GANTRY_TEST_IMAGES names the folder)`,
    );
  return there;
}

/** The bill of a built image. */
export async function billOfImage(name: string): Promise<Bill> {
  const opened = await openTarget(`oci-dir:${join(testImages, name)}`);
  try {
    return await createBill(opened, { toolVersion: 'test' });
  } finally {
    await opened.close();
  }
}

/** The inspection of a built image. */
export async function inspectionOfImage(name: string, inspect: InspectionWish | null): Promise<Inspection | null> {
  const opened = await openTarget(`oci-dir:${join(testImages, name)}`);
  try {
    return (await readArtifact(opened, { toolVersion: 'test', inspect })).inspection;
  } finally {
    await opened.close();
  }
}

/** Rows of a table of `NAME.oracle`, by the names of its header line. */
export function oracleRows(image: string, table: string): Record<string, string>[] {
  const text = readFileSync(join(testImages, `${image}.oracle`, table), 'utf8');
  const [head = '', ...lines] = text.trimEnd().split('\n');
  const names = head.split('\t');
  return lines.map((line) => {
    const values = line.split('\t');
    return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
  });
}
