import { isCodedError } from '@gantry/core';
import { buildStarterDatabase, installedFile, openDatabase } from '@gantry/vulns';
import type { Clock } from '../../kernel/clock/index.ts';
import type { Logger } from '../../kernel/log/index.ts';
import { advisoriesErrors } from './errors.ts';
import { type HeldDatabase, holdDatabase } from './held-database.ts';
import type { Advisories } from './ports.ts';
import { noSiteCopy, type SiteCopy } from './site-copy.ts';

/** The port, and its life: `start` before anything asks for advisories, `stop` at the end. */
export interface AdvisoriesFeature extends Advisories {
  /** Opens the database; the first time builds it from the starter set. Then looks for newer ones every half minute. */
  start(): Promise<void>;
  stop(): void;
}

/** What the keeper of a folder works with. */
export interface KeeperParts {
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly copy: SiteCopy;
  readonly starter?: string;
}

/** How long a replaced database stays open for those who asked `current` before. */
const graceMilliseconds = 5 * 60_000;
const pollMilliseconds = 30_000;

/** Opens the database of a folder, and each one that takes its place. */
export function createKeeper(parts: KeeperParts): AdvisoriesFeature {
  const { folder, copy, log, clock } = parts;
  let held: HeldDatabase | null = null;
  let poll: NodeJS.Timeout | undefined;
  const takeUp = (): void => {
    if (held !== null && installedFile(folder)?.digest === held.database.facts().digest) return;
    const before = held;
    held = holdDatabase(openDatabase(folder));
    before?.retire(graceMilliseconds);
    const { digest, builtAt, starter } = held.database.facts();
    log.info('advisories are loaded', { digest, builtAt, starter });
  };
  const reload = async (): Promise<void> => {
    await copy.fetch(folder);
    takeUp();
  };
  return {
    folder,
    shared: copy !== noSiteCopy,
    reload,
    current: () => held?.store ?? null,
    use: async (work) => {
      if (held === null) throw advisoriesErrors.NONE();
      return await held.use(work);
    },
    status: () => held && statusOf(held, clock.now()),
    publish: async () => {
      takeUp();
      await copy.publish(folder);
    },
    start: async () => {
      await copy
        .fetch(folder)
        .catch((error: unknown) => log.warn('the advisories of the site cannot be had', { error }));
      await buildFirst(parts);
      takeUp();
      poll = setInterval(
        () => void reload().catch((error: unknown) => log.warn('advisories', { error })),
        pollMilliseconds,
      );
      poll.unref();
    },
    stop: () => {
      clearInterval(poll);
      held?.retire(0);
      held = null;
    },
  };
}

/** The starter set, when there is no database yet or the one that is there cannot be read. */
async function buildFirst({ folder, clock, log, starter }: KeeperParts): Promise<void> {
  try {
    openDatabase(folder).close();
  } catch (error) {
    if (!isCodedError(error) || !replaceable.has(error.code)) throw error;
    if (error.code !== 'VULNS_DB_MISSING') log.warn('the advisory database is built afresh', { error });
    await buildStarterDatabase({
      dir: folder,
      now: clock.now().toISOString(),
      ...(starter === undefined ? {} : { starter }),
    });
  }
}

const replaceable: ReadonlySet<string> = new Set(['VULNS_DB_MISSING', 'VULNS_DB_CORRUPT', 'VULNS_DB_TOO_NEW']);

function statusOf({ database }: HeldDatabase, now: Date): ReturnType<AdvisoriesFeature['status']> {
  const age = Math.max(0, Math.floor((now.getTime() - Date.parse(database.about.builtAt)) / 1000));
  return { ...database.about, digest: database.facts().digest, size: database.size, age };
}
