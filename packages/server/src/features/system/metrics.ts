import { createHash, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { DoneRequest } from '../../kernel/http/index.ts';
import { systemErrors } from './errors.ts';
import type { SystemKit } from './process.ts';

/** Figures for Prometheus. */
export interface Metrics {
  /** Takes note of an answered request; the HTTP server calls it. */
  done(request: DoneRequest): void;
  /** The page. SYSTEM_METRICS_REFUSED when a token is asked for and this header does not have it. */
  page(authorization: string | undefined): Promise<{ readonly contentType: string; readonly text: string }>;
  /** Forgets all figures. */
  stop(): void;
}

/** Seconds; from a look-up to a long upload. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120];

/** Makes the figures of this process. Those that the database knows are asked for when the page is. */
export function createMetrics(kit: SystemKit, token: string | null): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const durations = new Histogram({
    name: 'gantry_http_request_duration_seconds',
    help: 'How long requests took, by operation of the API and status',
    labelNames: ['method', 'operation', 'status'],
    buckets,
    registers: [register],
  });
  addProcessFigures(kit, register);
  addQueueFigures(kit, register);
  addImageFigures(kit, register);
  return {
    done: ({ method, operation, status, seconds }) =>
      durations.observe(
        { method: knownMethod(method), operation: operation ?? 'none', status: String(status) },
        seconds,
      ),
    page: async (authorization) => {
      if (token !== null && !hasToken(authorization, token)) throw systemErrors.METRICS_REFUSED();
      return { contentType: register.contentType, text: await register.metrics() };
    },
    stop: () => register.clear(),
  };
}

function addProcessFigures({ platform, facts }: SystemKit, register: Registry): void {
  const info = new Gauge({
    name: 'gantry_info',
    help: 'What runs here; always 1',
    labelNames: ['version', 'role', 'schema'],
    registers: [register],
  });
  info.set({ version: platform.version, role: facts.role, schema: facts.schemaVersion }, 1);
  new Gauge({
    name: 'gantry_advisories_age_seconds',
    help: 'Age of the advisories in use; -1 while there are none',
    registers: [register],
    collect() {
      this.set(facts.advisories()?.age ?? -1);
    },
  });
}

function addQueueFigures({ platform }: SystemKit, register: Registry): void {
  new Gauge({
    name: 'gantry_jobs',
    help: 'Jobs in the queue of the site, by kind and state',
    labelNames: ['job', 'state'],
    registers: [register],
    async collect() {
      const counts = await platform.queue.counts();
      this.reset();
      for (const { job, waiting, running } of counts) {
        this.set({ job, state: 'waiting' }, waiting);
        this.set({ job, state: 'running' }, running);
      }
    },
  });
}

function addImageFigures({ platform }: SystemKit, register: Registry): void {
  const failures = new Counter({
    name: 'gantry_metrics_failures_total',
    help: 'How often the database could not be asked for figures',
    registers: [register],
  });
  new Gauge({
    name: 'gantry_images',
    help: 'Images of all accounts, by state of their analysis',
    labelNames: ['state'],
    registers: [register],
    async collect() {
      const query = platform.db.selectFrom('image').groupBy('analysis_status');
      const rows = await query
        .select(['analysis_status', sql<string>`count(*)::text`.as('count')])
        .execute()
        .catch(() => null);
      this.reset();
      if (rows === null) failures.inc();
      for (const { analysis_status: state, count } of rows ?? []) this.set({ state }, Number(count));
    },
  });
}

/** Label values must not be what strangers make up. */
function knownMethod(method: string): string {
  return /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/.test(method) ? method : 'other';
}

/** Digests are compared: they have one length, and how much of them fits tells nothing. */
function hasToken(authorization: string | undefined, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  const given = /^Bearer\s+(\S+)\s*$/i.exec(authorization ?? '')?.[1];
  return given !== undefined && timingSafeEqual(digest(given), digest(token));
}
