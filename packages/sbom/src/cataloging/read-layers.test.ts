import { defineErrors } from '@gantry/core';
import { describe, expect, it } from 'vitest';
import type { LayerHandle } from '../sources/_shared/source.ts';
import { noCache } from './layer-cache.ts';
import { defaultLimits } from './limits.ts';
import { readLayers } from './read-layers.ts';

const broken = defineErrors('TEST', { TORN: { kind: 'input', says: 'the stream ends too early', advice: 'Again.' } });

function layer(digit: string): LayerHandle {
  const digest = `sha256:${digit.repeat(64)}` as const;
  return {
    facts: { index: 0, digest, diffId: digest, mediaType: 'application/vnd.oci.image.layer.v1.tar', size: 1 },
    locate: () => Promise.resolve({ path: '/nowhere', offset: 0, size: 1 }),
  } as unknown as LayerHandle;
}

describe('cataloging/read-layers', () => {
  it('an error of a layer says which one', async () => {
    const reading = {
      scanner: { width: 1, scan: () => Promise.reject(broken.TORN()), close: () => Promise.resolve() },
      cache: noCache,
      revision: '1',
      limits: defaultLimits,
      writes: [],
    } as unknown as Parameters<typeof readLayers>[1];
    const error = await readLayers([layer('a')], reading).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'TEST_TORN',
      message: `layer sha256:${'a'.repeat(64)}: the stream ends too early`,
    });
  });
});
