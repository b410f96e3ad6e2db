import { inPlace, isCodedError } from '@gantry/core/errors';
import type { LayerHandle, Progress } from '../sources/_shared/source.ts';
import type { ExtrasOrder } from './file-sums.ts';
import type { LayerCache } from './layer-cache.ts';
import { layerKey } from './layer-key.ts';
import type { LayerScan } from './layer-scan.ts';
import type { ScanLimits } from './limits.ts';
import type { Reread } from './scan-layer.ts';
import type { Scanner } from './scanner.ts';
import { restoreScan, storeScan } from './stored-scan.ts';

/** What reading layers needs. */
export interface LayerReading {
  readonly scanner: Scanner;
  readonly cache: LayerCache;
  /** See `engineRevision`. */
  readonly revision: string;
  readonly limits: ScanLimits;
  /** What the first pass notes besides readings. */
  readonly extras?: ExtrasOrder | undefined;
  readonly progress?: Progress | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Writes to the cache that are under way. */
  readonly writes: Promise<void>[];
}

/**
 * Reads the layers of an image, the largest first and as many at a time as the scanner takes; equal layers once. Known ones come from the
 * cache. The result is parallel to `layers`.
 */
export async function readLayers(layers: readonly LayerHandle[], reading: LayerReading): Promise<LayerScan[]> {
  const { extras } = reading;
  const total = layers.reduce((sum, layer) => sum + layer.facts.size, 0);
  let done = 0;
  const advance = (count: number) => {
    done += count;
    reading.progress?.({ step: 'layers', done, total, unit: 'bytes' });
  };
  const scans = new Map<string, Promise<LayerScan>>();
  const largestFirst = [...layers].sort((a, b) => b.facts.size - a.facts.size);
  const turns = new Turns(reading.scanner.width);
  for (const layer of largestFirst) {
    const key = identity(layer);
    if (!scans.has(key))
      scans.set(
        key,
        turns.run(() => readLayer(layer, reading, { advance, ...(extras === undefined ? {} : { extras }) })),
      );
  }
  for (const scan of scans.values()) scan.catch(() => turns.stop());
  return Promise.all(layers.map((layer) => scans.get(identity(layer)) as Promise<LayerScan>));
}

/** What a second pass over a layer looks at: files under another name, or digests of some rows. */
export interface SecondPass {
  readonly rereads: readonly Reread[];
  readonly extras?: ExtrasOrder;
}

/** A second pass over one layer. */
export async function rereadLayer(layer: LayerHandle, pass: SecondPass, reading: LayerReading): Promise<LayerScan> {
  return readLayer(layer, reading, { advance: () => undefined, ...pass });
}

function identity(layer: LayerHandle): string {
  return `${layer.facts.digest} ${layer.facts.diffId}`;
}

async function readLayer(
  layer: LayerHandle,
  reading: LayerReading,
  { advance, ...pass }: { readonly advance: (count: number) => void } & Partial<SecondPass>,
): Promise<LayerScan> {
  reading.signal?.throwIfAborted();
  const { digest, diffId, size } = layer.facts;
  const key = layerKey(layer.facts, reading.revision, pass);
  const known = await fromCache(reading.cache, key);
  if (known !== null) {
    advance(size);
    return known;
  }
  const blob = await layer.locate(reading.signal);
  const job = {
    kind: 'layer',
    blob,
    digest,
    diffId,
    limits: reading.limits,
    skip: [],
    ...pass,
  } as const;
  const scan = await reading.scanner.scan(job, advance).catch((error: unknown) => {
    throw isCodedError(error) ? inPlace(error, `layer ${digest}`) : error;
  });
  if (scan.cacheable !== false) reading.writes.push(reading.cache.put(key, storeScan(scan)).catch(() => undefined));
  return scan;
}

async function fromCache(cache: LayerCache, key: string): Promise<LayerScan | null> {
  const stored = await cache.get(key).catch(() => null);
  return stored === null ? null : restoreScan(stored);
}

/** Lets a number of tasks run at a time, in order. */
class Turns {
  private free: number;
  private stopped = false;
  private readonly waiting: (() => void)[] = [];

  constructor(width: number) {
    this.free = width;
  }

  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.free === 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.free--;
    try {
      if (this.stopped) throw new DOMException('Another layer failed', 'AbortError');
      return await task();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.free++;
      else next();
    }
  }

  /** Tasks that have not begun fail at once. */
  stop(): void {
    this.stopped = true;
  }
}
