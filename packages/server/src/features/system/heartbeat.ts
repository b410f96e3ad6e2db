import type { JobKind, Schedule } from '../../kernel/queue/index.ts';
import { advisoriesInShort, type SystemKit } from './process.ts';
import { forgetSilent, markSilent, register, unregister } from './service-store.ts';

/** Seconds between two signs of life. */
const beat = 30;
/** Seconds of silence after which a process counts as gone: four beats. */
export const patience = 120;
/** Seconds after which one that is gone is taken off the list: a week. */
const memory = 604_800;

/** Keeps this process on the list of services. */
export interface Heartbeat {
  /** Puts the process on the list and gives signs of life from now on. */
  start(): Promise<void>;
  /** Ends it and takes the process off the list: a server that stopped in order is not missed. */
  stop(): Promise<void>;
}

/** Makes the heartbeat. A beat that fails is told to the log; the next one comes. */
export function createHeartbeat(kit: SystemKit): Heartbeat {
  const { platform, facts } = kit;
  const startedAt = platform.clock.now();
  let timer: NodeJS.Timeout | undefined;
  let last: Promise<void> = Promise.resolve();
  const tell = () => register(kit, { startedAt, now: platform.clock.now(), detail: detailOf(kit) });
  return {
    async start() {
      await tell();
      await tellEvent(kit, {
        type: 'system.service.started',
        message: `${facts.role} started on ${platform.hostId}`,
        name: facts.role,
        host: platform.hostId,
      });
      timer = setInterval(() => {
        last = tell().catch((error: unknown) => platform.log.warn('a sign of life could not be written', { error }));
      }, beat * 1_000);
      timer.unref();
    },
    async stop() {
      clearInterval(timer);
      await last;
      await unregister(platform.db, { name: facts.role, hostId: platform.hostId });
    },
  };
}

/** Tells of processes that fell silent. */
export function watchServices(kit: SystemKit): JobKind {
  const { platform } = kit;
  return {
    name: 'watch-services',
    attempts: 1,
    deadline: 60,
    concurrency: 1,
    async run() {
      const ago = (seconds: number): Date => new Date(platform.clock.now().getTime() - seconds * 1_000);
      for (const { name, host_id: host } of await markSilent(platform.db, ago(patience))) {
        const message = `${name} on ${host} gives no sign of life`;
        await tellEvent(kit, { type: 'system.service.down', message, name, host });
      }
      await forgetSilent(platform.db, ago(memory));
    },
  };
}

/** Every minute. */
export const watchServicesSchedule: Schedule = { job: 'watch-services', every: 60 };

/** Something that happened to a process. */
export interface ServiceEvent {
  readonly type: 'system.service.started' | 'system.service.down' | 'system.service.removed';
  readonly message: string;
  readonly name: string;
  readonly host: string;
}

/** Events of the server belong to the admin account. */
export async function tellEvent({ platform }: SystemKit, { type, message, name, host }: ServiceEvent): Promise<void> {
  const level = type === 'system.service.down' ? 'ERROR' : 'INFO';
  const resource = { type: 'service', id: `${name}/${host}` };
  await platform.events.emit({ account: 'admin', type, level, message, resource });
}

function detailOf({ facts }: SystemKit): Readonly<Record<string, unknown>> {
  const { rss, heapUsed } = process.memoryUsage();
  return {
    role: facts.role,
    pid: process.pid,
    node: process.versions.node,
    uptime_seconds: Math.round(process.uptime()),
    memory: { rss, heap_used: heapUsed },
    advisories: advisoriesInShort(facts),
    schema_version: facts.schemaVersion,
  };
}
