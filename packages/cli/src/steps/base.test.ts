import type { Bill } from '@gantry/core';
import { isCodedError } from '@gantry/core/errors';
import { aBill } from '@gantry/policy/testing';
import { openTarget } from '@gantry/sbom';
import { buildImage, layoutFiles, type TestLayer, writeFolder } from '@gantry/sbom/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeTerminal } from '../testing/fake-terminal.ts';
import { baseFacts } from './base.ts';

const [one, two, three] = ['a', 'b', 'c'].map((name): TestLayer => ({ files: { [name]: name } })) as [
  TestLayer,
  TestLayer,
  TestLayer,
];
const images = {
  base: buildImage({ layers: [one, two] }),
  app: buildImage({ layers: [one, two, three] }),
  other: buildImage({ layers: [two, three] }),
};
const layouts: Record<string, Awaited<ReturnType<typeof writeFolder>>> = {};

beforeAll(async () => {
  for (const [name, image] of Object.entries(images)) layouts[name] = await writeFolder(layoutFiles({ latest: image }));
});
afterAll(async () => {
  for (const folder of Object.values(layouts)) await folder.remove();
});

const place = (name: string) => `oci-dir:${layouts[name]?.path}`;

async function appBill(): Promise<Bill> {
  const opened = await openTarget(place('app'));
  await opened.close();
  return opened.kind === 'image' ? { ...aBill([]), source: opened.source } : aBill([]);
}

describe('--base', () => {
  it('knows nothing without it', async () => {
    expect(await baseFacts(await appBill(), {}, fakeTerminal())).toEqual({ base: null, ancestry: null });
  });

  it('is the ancestor whose layers are the first of the target', async () => {
    const terminal = fakeTerminal();
    const { base, ancestry } = await baseFacts(await appBill(), { base: place('base') }, terminal);
    expect(base).toEqual({ reference: place('base'), diffIds: images.base.diffIds });
    expect(ancestry?.base).toMatchObject({ digest: images.base.manifest.digest, layers: 2 });
    expect(ancestry?.ancestors).toEqual([ancestry?.base]);
    expect(terminal.stderr).toBe('');
  });

  it('is no ancestor otherwise, which is said', async () => {
    const terminal = fakeTerminal();
    const { base, ancestry } = await baseFacts(await appBill(), { base: place('other') }, terminal);
    expect([base?.diffIds, ancestry]).toEqual([images.other.diffIds, { ancestors: [], base: null }]);
    expect(terminal.stderr).toContain('is not what the target was built on');
  });

  it('is compared with images only', async () => {
    const bill: Bill = { ...aBill([]), source: { kind: 'directory', target: 'dir:.', path: '/x' } };
    const error: unknown = await baseFacts(bill, { base: place('base') }, fakeTerminal()).catch((e: unknown) => e);
    expect(isCodedError(error) && error.code).toBe('CLI_NO_BASE');
  });
});
