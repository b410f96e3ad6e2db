import { scoped } from '../../kernel/db/index.ts';
import type { Feature } from '../../kernel/platform/index.ts';
import type { JobKind, Schedule } from '../../kernel/queue/index.ts';
import { type AnalyzeParts, analyzeJob, analyzeKind } from './job.ts';
import { keptLayers } from './layer-cache.ts';
import type { Analyses, ImageResolver } from './ports.ts';
import { createResolver } from './resolver.ts';
import { unfinishedImages } from './store.ts';
import { workFolders } from './work-folders.ts';

export type { Analyzer } from './analyzer.ts';
export { inlineAnalyzer } from './inline-analyzer.ts';
export type { InspectionOrder } from './inspection-order.ts';
export { type ProcessAnalyzerOptions, processAnalyzer } from './process-analyzer.ts';

/** What the feature brings besides routes, of which it has none. */
export interface AnalysesFeature extends Feature {
  readonly analyses: Analyses;
  readonly resolver: ImageResolver;
  /** Removes what analyses of killed servers left, and enqueues images that wait for an analysis and have no job: for the start of a server. */
  recover(): Promise<void>;
}

/** The reading of images. */
export function createAnalysesFeature(
  parts: Omit<AnalyzeParts, 'concurrency' | 'deadline' | 'layers' | 'folders'> &
    Partial<Pick<AnalyzeParts, 'concurrency' | 'deadline'>>,
): AnalysesFeature {
  const { platform } = parts;
  const folders = workFolders(platform);
  const analyses: Analyses = {
    async enqueue({ account }, digest, priority) {
      await platform.queue.send(analyzeJob, { account, digest }, { priority, singleton: `${account}/${digest}` });
    },
    cancel: ({ account }, digest) => platform.queue.cancel(analyzeJob, `${account}/${digest}`),
  };
  const recover = async (): Promise<void> => {
    for (const { account, digest } of await unfinishedImages(platform.db))
      await analyses.enqueue(scoped(platform.db, account), digest, 'normal');
  };
  return {
    routes: [],
    jobs: [
      analyzeKind({ concurrency: 2, deadline: 3_600, layers: keptLayers(platform), folders, ...parts }),
      recoveryKind(recover),
    ],
    schedules: [recoverySweep],
    analyses,
    resolver: createResolver(parts),
    recover: async () => {
      await folders.sweep();
      await recover();
    },
  };
}

function recoveryKind(recover: () => Promise<void>): JobKind {
  return { name: recoverySweep.job, attempts: 3, deadline: 300, concurrency: 1, run: recover };
}

/** The look for images without a job: a crash between a commit and the sending of a job leaves some. */
const recoverySweep: Schedule = { job: 'recover-analyses', every: 300 };
