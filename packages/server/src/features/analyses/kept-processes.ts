import { residentMemory } from '@gantry/io/process';
import { AnalysisProcess, type ProcessOptions } from './analysis-process.ts';
import type { AnalysisTask } from './analyzer.ts';

/** Images after which a process is not used again, whatever it holds. */
const mostUses = 50;

/** MiB of memory with which a process is not used again: what a large image filled stays with the heap. */
const mostMemory = 320;

/** Milliseconds that a process waits for another image. */
const patience = 5_000;

/** Processes that wait. */
const mostIdle = 2;

interface Idle {
  readonly process: AnalysisProcess;
  readonly timer: NodeJS.Timeout;
}

/** Processes that wait for the next image of their account. */
export interface KeptProcesses {
  /** One that waits for this account, or a new one. */
  take(task: AnalysisTask): AnalysisProcess;
  /** A new one. */
  fresh(task: AnalysisTask): AnalysisProcess;
  /** Keeps one that answered well, when that is allowed; ends it otherwise. */
  give(process: AnalysisProcess): Promise<void>;
}

/**
 * Starting a process and warming up its code costs as much as reading most images, so that one that did well reads the next image of its account,
 * never one of another account: what it was told of an account (credentials) does not outlive its work for that account.
 */
export function keptProcesses(options: ProcessOptions): KeptProcesses {
  const idle: Idle[] = [];
  const remove = (one: Idle): AnalysisProcess => {
    clearTimeout(one.timer);
    idle.splice(idle.indexOf(one), 1);
    return one.process;
  };
  const endOldest = (): void => {
    const [oldest] = idle;
    if (oldest !== undefined) remove(oldest).kill();
  };
  const fresh = (task: AnalysisTask): AnalysisProcess => {
    endOldest();
    return new AnalysisProcess(task, options);
  };
  return {
    fresh,
    take: (task) => {
      for (const one of idle.filter(({ process }) => process.account === task.account)) {
        const process = remove(one);
        if (process.alive) return process;
      }
      return fresh(task);
    },
    give: async (process) => {
      if (!(await isFit(process, options.memory))) return process.stop();
      if (idle.length >= mostIdle) endOldest();
      const one: Idle = { process, timer: setTimeout(() => remove(one).kill(), patience) };
      one.timer.unref();
      idle.push(one);
    },
  };
}

/** Where the system does not tell what a process holds, none is used twice. */
async function isFit(process: AnalysisProcess, limit: number): Promise<boolean> {
  const { alive, uses, pid } = process;
  if (!alive || uses >= mostUses || pid === undefined) return false;
  const held = await residentMemory(pid);
  return held !== null && held <= Math.min(mostMemory, limit / 2) && process.alive;
}
