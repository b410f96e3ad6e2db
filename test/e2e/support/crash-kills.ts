import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { CrashWork } from './crash-work.ts';
import { isRunning, type KillableServer } from './killable-server.ts';
import type { Random } from './random.ts';

/** When a server is killed. */
export const moments = ['starting', 'adding', 'analyzing', 'storing', 'evaluating', 'any'] as const;
export type Moment = (typeof moments)[number];

/** How a server is killed. */
export interface Kill {
  readonly moment: Moment;
  /** All of its processes, or itself alone. */
  readonly whole: boolean;
  /** Images whose result is stored before: those that were cut off come first, and none may lose all its five tries to us. */
  readonly after: number;
}

/** Kills of each kind in turn; the rest is random. */
export function killsOf(count: number, random: Random): readonly Kill[] {
  return Array.from({ length: count }, (_, index) => ({
    moment: moments[index % moments.length] as Moment,
    whole: random.below(2) === 0,
    after: index % 3 === 2 ? 3 : 0,
  }));
}

/** How a kill went. */
export interface Killed {
  /** The moment was met; else the server was killed after all at another one. */
  readonly met: boolean;
  /** Processes that the server left behind and that ran on for longer than ten seconds. */
  readonly orphans: readonly number[];
  /** Analyses that were under way. */
  readonly analyses: number;
}

/** A moment that does not come in this time is not waited for. Milliseconds. */
const patience = 15_000;

/** What a kill happens to. */
export interface Scene {
  readonly work: CrashWork;
  readonly random: Random;
  /** The data folder of the server. */
  readonly data: string;
}

/** Waits for the moment, and kills. */
export async function killAt(server: KillableServer, kill: Kill, scene: Scene): Promise<Killed> {
  const met = await momentOf(server, kill, scene);
  const children = server.children();
  const analyses = analysesIn(scene.data).size;
  server.signal('SIGKILL', kill.whole);
  await server.ended;
  const until = performance.now() + 10_000;
  while (children.some(isRunning) && performance.now() < until) await wait(20);
  return { met, orphans: children.filter(isRunning), analyses };
}

async function momentOf(server: KillableServer, { moment, after }: Kill, scene: Scene): Promise<boolean> {
  const { work, random, data } = scene;
  if (moment === 'starting') {
    await wait(random.below(3_000));
    return true;
  }
  await server.ready;
  const look = watchAnalyses(data);
  if (after > 0) await stored(server, after, work);
  const { ended } = look();
  const met = await until(() => {
    const now = look();
    if (moment === 'adding' || moment === 'evaluating') return work.underWay(moment) > 0;
    if (moment === 'analyzing') return now.running > 0;
    return moment === 'any' || now.ended > ended;
  });
  await wait(random.below(longest[moment]));
  return met;
}

/** Waits until so many more images have a result, or all of them. */
async function stored(server: KillableServer, count: number, { added }: CrashWork): Promise<void> {
  const end = performance.now() + 4 * patience;
  let first: number | undefined;
  while (server.isAlive() && performance.now() < end) {
    const reply = await server.call('GET', '/v2/summaries/image-counts');
    const { analyzed = 0, failed = 0 } = (reply?.body ?? {}) as Record<string, number | undefined>;
    first ??= analyzed + failed;
    if (analyzed + failed >= Math.min(first + count, added.size)) return;
    await wait(50);
  }
}

/** Milliseconds from the beginning of a moment to the kill at most. */
const longest: Readonly<Record<Exclude<Moment, 'starting'>, number>> = {
  adding: 60,
  analyzing: 700,
  storing: 80,
  evaluating: 30,
  any: 2_000,
};

/** Sees analyses come and go: what one that went has found is stored next. */
function watchAnalyses(data: string): () => { readonly running: number; readonly ended: number } {
  const seen = new Set<string>();
  return () => {
    const now = analysesIn(data);
    for (const name of now) seen.add(name);
    return { running: now.size, ended: [...seen].filter((name) => !now.has(name)).length };
  };
}

/** The folders that analyses work in. */
export function analysesIn(data: string): ReadonlySet<string> {
  const work = join(data, 'work');
  return new Set(
    namesIn(work)
      .filter((host) => !host.endsWith('.lock'))
      .flatMap((host) => namesIn(join(work, host))),
  );
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

async function until(holds: () => boolean): Promise<boolean> {
  const end = performance.now() + patience;
  while (performance.now() < end) {
    if (holds()) return true;
    await wait(2);
  }
  return false;
}
