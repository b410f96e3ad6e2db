import { type CodedError, toPlainError } from '@gantry/core';
import { type Scope, scoped } from '../../kernel/db/index.ts';
import { codedError } from '../../kernel/http/index.ts';
import type { JobData, JobKind, JobRun } from '../../kernel/queue/index.ts';
import type { Matching } from '../matching/ports.ts';
import { announceFailed, announceFinished } from './announce.ts';
import { analysisErrors } from './errors.ts';
import { type ReadImage, type RunParts, readImage } from './run.ts';
import { beginAnalysis, failAnalysis, finishAnalysis, type Moment } from './store.ts';

/** The name of the job that reads an image. */
export const analyzeJob = 'analyze';

/** What the job needs. */
export interface AnalyzeParts extends RunParts {
  readonly matching: Matching;
  /** Images that are read at the same time by this process. */
  readonly concurrency: number;
  /** Seconds that one may take. */
  readonly deadline: number;
}

/** Beginnings without an end after which an image is given up: something stops the server itself. */
const mostStarts = 6;

/** Reads one image and keeps what was found. Repeatable: an image with a result is left alone. */
export function analyzeKind(parts: AnalyzeParts): JobKind {
  return {
    name: analyzeJob,
    // More than two failures of other systems: a server that is killed costs the image a try, too.
    attempts: 5,
    // Storing takes its time, too.
    deadline: parts.deadline + 120,
    concurrency: parts.concurrency,
    run: (job) => run(parts, job),
    givenUp: async (data, error) => {
      const target = targetOf(parts, data);
      if (target !== null) await fail(parts, target, codedError(error));
    },
  };
}

interface Target {
  readonly scope: Scope;
  readonly digest: string;
}

function targetOf({ platform }: AnalyzeParts, { account, digest }: JobData): Target | null {
  if (typeof account !== 'string' || typeof digest !== 'string') return null;
  return { scope: scoped(platform.db, account), digest };
}

async function run(parts: AnalyzeParts, { data, signal, log }: JobRun): Promise<void> {
  const target = targetOf(parts, data);
  if (target === null) return;
  const { scope, digest } = target;
  const begun = await beginAnalysis(scope, digest, momentOf(parts));
  if (begun === undefined) return;
  if (begun.starts > mostStarts) return fail(parts, target, analysisErrors.GIVEN_UP({ count: mostStarts }));
  await parts.imports.settle(scope, digest, 'processing');
  try {
    const read = await readImage(parts, scope, { image: begun.image, signal });
    await keep(parts, target, read);
    await parts.layers.trim();
  } catch (error) {
    signal.throwIfAborted();
    const coded = codedError(error);
    log.warn('analysis failed', { digest, code: coded.code, cause: coded.message });
    if (isWorthAnotherTry(coded)) throw error;
    await fail(parts, target, coded);
  }
}

/** Other systems recover and our own mistakes may pass; what the image itself is does not change. */
function isWorthAnotherTry({ kind, code }: CodedError): boolean {
  return (kind === 'upstream' && code !== 'ANALYSIS_OTHER_IMAGE') || kind === 'bug' || kind === 'stale';
}

async function keep(parts: AnalyzeParts, { scope, digest }: Target, read: ReadImage): Promise<void> {
  const { bill, facts, documents } = read;
  const kept = await finishAnalysis(scope, digest, {
    outcome: { facts, documents, moment: momentOf(parts) },
    more: async (within) => {
      await parts.matching.record(within, digest, bill);
      await parts.imports.settle(within, digest, 'complete');
      await announceFinished(parts.platform, within, digest);
    },
  });
  if (!kept) return;
  // What is matched now need not be matched while somebody waits; if it fails, the first evaluation does it.
  await parts.matching.refresh(scope, digest).catch((error: unknown) => {
    parts.platform.log.warn('matching after an analysis failed', { digest, cause: codedError(error).message });
  });
}

async function fail(parts: AnalyzeParts, { scope, digest }: Target, error: CodedError): Promise<void> {
  await failAnalysis(scope, digest, {
    error: toPlainError(error),
    moment: momentOf(parts),
    more: async (within) => {
      await parts.imports.settle(within, digest, 'failed');
      await announceFailed(parts.platform, within, { digest, error });
    },
  });
}

function momentOf({ platform }: AnalyzeParts): Moment {
  return { at: platform.clock.now(), hostId: platform.hostId };
}
