import { join } from 'node:path';
import { pruneFolder } from '@gantry/io/files';
import type { Platform } from '../../kernel/platform/index.ts';

/** The most bytes of facts of layers that a process keeps on its disk. */
const limit = 10 * 2 ** 30;

/** Milliseconds between two looks at its size. */
const pace = 3_600_000;

/** Facts of layers that were read: what images share is read once. */
export interface KeptLayers {
  readonly folder: string;
  /** Removes the oldest facts when there are too many; looks once an hour, however often it is asked. */
  trim(): Promise<void>;
}

/** The kept layers of this process. */
export function keptLayers({ dataDir, clock, log }: Platform): KeptLayers {
  const folder = join(dataDir, 'layers');
  let looked = Number.NEGATIVE_INFINITY;
  return {
    folder,
    async trim() {
      const now = clock.now().getTime();
      if (now - looked < pace) return;
      looked = now;
      const gone = await pruneFolder(folder, limit);
      if (gone > 0) log.info('facts of layers were removed', { folder, bytes: gone });
    },
  };
}
