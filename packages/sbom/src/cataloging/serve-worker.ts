import { parentPort, workerData } from 'node:worker_threads';
import type { LayerScan } from './layer-scan.ts';
import type { Reader, ReaderMaker } from './reader.ts';
import type { ScanWatch } from './scan-layer.ts';
import { runJob } from './scanner.ts';
import { type AnswerMessage, board, type JobMessage, plainFailure, type WorkerStart } from './worker-messages.ts';

/**
 * Makes this thread a worker: it answers jobs one after another and shows on the board what it is doing. `known`: readers that a pool may
 * name; `makers`: loads those that come with options, only when there are such.
 */
export async function serveWorker(
  known: readonly Reader[],
  makers: () => Promise<readonly ReaderMaker[]> = () => Promise.resolve([]),
): Promise<void> {
  const start = workerData as WorkerStart;
  const made = start.options === undefined ? [] : await makers();
  const readers = start.readers.flatMap((name) => readerOf(name, known, { made, options: start.options ?? {} }));
  const watch = watchOn(new Int32Array(start.board));
  parentPort?.on('message', ({ id, job }: JobMessage) => {
    runJob(job, readers, watch).then(
      (scan) => answer({ id, scan, spent: !scan.complete }, scan),
      (error: unknown) => answer({ id, error: plainFailure(error), spent: true }),
    );
  });
}

function readerOf(
  name: string,
  known: readonly Reader[],
  { made, options }: { readonly made: readonly ReaderMaker[]; readonly options: Readonly<Record<string, unknown>> },
): Reader[] {
  const maker = name in options ? made.find((one) => one.name === name) : undefined;
  const reader = maker === undefined ? known.find((one) => one.name === name) : maker.make(options[name]);
  return reader === undefined ? [] : [reader];
}

function answer(message: AnswerMessage, scan?: LayerScan): void {
  parentPort?.postMessage(message, scan === undefined ? [] : buffersOf(scan));
}

/** Columns and readings change hands without a copy. */
function buffersOf({ index, readings, extras }: LayerScan): ArrayBuffer[] {
  const arrays = [
    index.paths,
    index.pathEnds,
    index.links,
    index.linkEnds,
    index.types,
    index.modes,
    index.uids,
    index.gids,
    index.sizes,
    readings,
    ...Object.values(extras?.sums ?? {}),
  ];
  return arrays.map((array) => array.buffer as ArrayBuffer);
}

function watchOn(numbers: Int32Array): ScanWatch {
  let bytes = 0;
  return {
    begin(reader, row) {
      Atomics.store(numbers, board.row, row);
      Atomics.store(numbers, board.reader, reader);
      Atomics.add(numbers, board.reads, 1);
    },
    end() {
      Atomics.store(numbers, board.reader, -1);
    },
    bytes(count) {
      bytes += count;
      Atomics.store(numbers, board.kib, Math.floor(bytes / 1024));
    },
  };
}
