import { fromPlainError, isCodedError } from '@gantry/core';
import type { AnalysisProcess, ProcessOptions, Said } from './analysis-process.ts';
import type { AnalysisFacts, AnalysisTask, Analyzer } from './analyzer.ts';
import { analysisErrors } from './errors.ts';
import { type KeptProcesses, keptProcesses } from './kept-processes.ts';
import { watchMemory } from './memory-watch.ts';
import type { ProcessAnswer } from './process/main.ts';

/** How analyses run in processes of their own. */
export interface ProcessAnalyzerOptions extends ProcessOptions {
  /** Seconds until one is killed. */
  readonly deadline: number;
  /** Threads that read layers. */
  readonly workers: number;
}

/**
 * Reads each image in a process: a hang, a crash or a flood of memory costs that one image. A process that did well may read the next image of its
 * account; when that one fails in it, it is read again by a new one, so that no image is judged by what another left behind.
 */
export function processAnalyzer(options: ProcessAnalyzerOptions): Analyzer {
  const kept = keptProcesses(options);
  return {
    async analyze(task, signal) {
      signal.throwIfAborted();
      const process = kept.take(task);
      const used = process.uses > 0;
      try {
        return await runIn(process, { task, signal, options, kept });
      } catch (error) {
        if (!used || !isOfProcess(error)) throw error;
        return runIn(kept.fresh(task), { task, signal, options, kept });
      }
    },
  };
}

/** Is it the process that failed, and not the image? */
function isOfProcess(error: unknown): boolean {
  return isCodedError(error) && (error.code === 'ANALYSIS_CRASHED' || error.code === 'ANALYSIS_MEMORY');
}

interface Run {
  readonly task: AnalysisTask;
  readonly signal: AbortSignal;
  readonly options: ProcessAnalyzerOptions;
  readonly kept: KeptProcesses;
}

async function runIn(process: AnalysisProcess, run: Run): Promise<AnalysisFacts> {
  const { task, kept, options } = run;
  const { workers, memory } = options;
  const watch = watchOver(process, run);
  try {
    const facts = factsOf(await process.ask({ task, workers }), watch, memory);
    watch.end();
    await kept.give(process);
    return facts;
  } catch (error) {
    watch.end();
    await process.stop();
    throw error;
  }
}

/** Why a process was killed, if it was, and the end of the watch. */
interface Watch {
  reason: unknown;
  end(): void;
}

function watchOver(process: AnalysisProcess, { signal, options: { deadline, memory } }: Run): Watch {
  const kill = (reason: unknown): void => {
    watch.reason ??= reason;
    process.kill();
  };
  const stop = (): void => kill(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  const timer = setTimeout(() => kill(analysisErrors.TIMEOUT({ seconds: deadline })), deadline * 1_000);
  const unwatch = watchMemory(process.pid, memory, () => kill(analysisErrors.MEMORY({ limit: memory })));
  const watch: Watch = {
    reason: undefined,
    end: () => {
      clearTimeout(timer);
      unwatch();
      signal.removeEventListener('abort', stop);
    },
  };
  if (signal.aborted) stop();
  return watch;
}

function factsOf({ ended, answer, complaint }: Said, { reason }: Watch, memory: number): AnalysisFacts {
  if (reason !== undefined) throw reason;
  if (/heap out of memory|Allocation failed/.test(complaint)) throw analysisErrors.MEMORY({ limit: memory });
  const parsed = parseAnswer(answer);
  if (parsed === null) {
    const how = ended ?? 'it said something else';
    const words = complaint.trim().split('\n').slice(0, 8).join(' ').slice(0, 500);
    throw analysisErrors.CRASHED({ because: words === '' ? how : `${how}: ${words}` });
  }
  if ('facts' in parsed) return parsed.facts;
  if ('error' in parsed) throw fromPlainError(parsed.error);
  throw analysisErrors.CRASHED({ because: parsed.bug.slice(0, 1_000) });
}

function parseAnswer(text: string): ProcessAnswer | null {
  try {
    return JSON.parse(text) as ProcessAnswer;
  } catch {
    return null;
  }
}
